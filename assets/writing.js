// Makes writing quicker: what is typed is kept and shown as it is typed. Without it, its buttons do the same.

const textarea = document.querySelector('textarea[name="block_text"]');
if (textarea !== null) write(textarea);

function write(text) {
	const { form } = text;
	const pause = 700;
	const checkPause = 4_000;
	let typing;
	let checking;
	let asking = false;
	/** What has to be asked once the question that is under way is answered. */
	let next = null;
	let kept = text.value;
	let took = 0;
	/** Whether the writer has been in the text: before, the place of the cursor says nothing. */
	let been = false;

	for (const sign of ['pointerup', 'keyup', 'input']) {
		text.addEventListener(sign, () => {
			been = true;
		});
	}
	text.addEventListener('input', () => {
		clearTimeout(typing);
		clearTimeout(checking);
		// A long document is asked about less often.
		typing = setTimeout(() => ask('live'), Math.max(pause, 2 * took));
		checking = setTimeout(() => ask('preview'), Math.max(checkPause, 6 * took));
	});

	// Whoever leaves the page in the middle of a word loses nothing.
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'hidden' && text.value !== kept) ask('live', true);
	});

	for (const button of form.querySelectorAll('button[name="do"]')) {
		if (button.value === 'preview') take(button, () => ask('preview'));
		if (button.value === 'find') take(button, () => find(button.dataset.palette));
	}
	form.addEventListener('submit', () => {
		clearTimeout(typing);
		clearTimeout(checking);
	});
	text.addEventListener('scroll', follow);
	lines();

	document.querySelector('[data-quotes]')?.addEventListener('click', async (event) => {
		const link = event.currentTarget;
		event.preventDefault();
		const quote = text.value.slice(text.selectionStart, text.selectionEnd).slice(0, 2000);
		if (text.value !== kept) await ask('live');
		location.assign(quote === '' ? link.href : `${link.href}?${new URLSearchParams({ quote })}`);
	});

	function take(button, work) {
		button.addEventListener('click', (event) => {
			event.preventDefault();
			work();
		});
	}

	/** Sends what is typed, and shows of the answer what belongs to it. */
	async function ask(what, leaving = false) {
		if (asking) {
			next = what === 'preview' || next === 'preview' ? 'preview' : 'live';
			return;
		}
		asking = true;
		const sent = text.value;
		const body = new URLSearchParams(new FormData(form));
		body.set('do', what);
		const started = performance.now();
		try {
			const answer = await fetch(form.action, {
				method: 'POST',
				body,
				keepalive: leaving && sent.length < 15_000,
			});
			if (!answer.ok || answer.redirected) throw new Error(`the answer was ${answer.status}`);
			const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
			for (const fresh of page.querySelectorAll('[data-live]')) show(fresh);
			lines();
			follow();
			kept = sent;
			took = performance.now() - started;
		} catch {
			say('What you type cannot be kept at the moment. Leave this page open, and copy your text to be safe.');
		}
		asking = false;
		if (next !== null) {
			const then = next;
			next = null;
			await ask(then);
		}
	}

	function show(fresh) {
		const shown = document.querySelector(`[data-live="${fresh.dataset.live}"]`);
		// Only a change is written, because some of it is read out, and because a reader may be in the middle of it.
		if (shown === null || shown.innerHTML === fresh.innerHTML) return;
		const within = shown.contains(document.activeElement);
		if (!within || fresh.dataset.live === 'preview') shown.replaceChildren(...fresh.childNodes);
	}

	/** What becomes of the text is shown about where its writer is. */
	function follow() {
		const paper = document.querySelector('[data-live="preview"]');
		const way = text.scrollHeight - text.clientHeight;
		if (way > 0) paper.scrollTop = (text.scrollTop / way) * (paper.scrollHeight - paper.clientHeight);
	}

	function say(words) {
		const place = document.querySelector('[data-live="kept"]');
		if (place.textContent !== words) place.textContent = words;
	}

	/** The line of a remark leads to it. */
	function lines() {
		for (const place of document.querySelectorAll('span[data-line]')) {
			const button = document.createElement('button');
			button.type = 'button';
			button.className = 'app-as-link';
			button.textContent = place.textContent;
			button.addEventListener('click', () => goTo(Number(place.dataset.line)));
			place.replaceWith(button);
		}
	}

	function goTo(line) {
		const all = text.value.split('\n');
		const start = all.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
		text.focus();
		text.setSelectionRange(start, start + (all[line - 1] ?? '').length);
		text.scrollTop = (text.scrollHeight / all.length) * Math.max(0, line - 4);
	}

	/** The palette in a box above the text: what is chosen is put in where the writer was. */
	async function find(address) {
		const box = document.createElement('dialog');
		box.className = 'app-palette-box';
		box.setAttribute('aria-label', 'Find something to put in');
		const close = document.createElement('button');
		close.type = 'button';
		close.className = 'govuk-button govuk-button--secondary';
		close.textContent = 'Close';
		close.addEventListener('click', () => box.close());
		const answer = await fetched(address);
		if (answer === null) {
			// The page itself does the same.
			if (text.value !== kept) await ask('live');
			location.assign(address);
			return;
		}
		const search = answer.querySelector('form[role="search"]');
		let found = answer.querySelector('[data-found]');
		box.append(search, found, close);
		document.body.append(box);
		box.addEventListener('close', () => {
			box.remove();
			text.focus();
		});
		search.addEventListener('submit', (event) => {
			event.preventDefault();
			look();
		});
		let waiting;
		search.addEventListener('input', () => {
			clearTimeout(waiting);
			waiting = setTimeout(look, 300);
		});
		box.addEventListener('submit', (event) => {
			const entry = event.target.closest('[data-directive]');
			if (entry === null) return;
			event.preventDefault();
			put(entry.dataset.directive, 'alone' in entry.dataset);
			box.close();
		});
		box.addEventListener('click', async (event) => {
			const link = event.target.closest('[data-found] a');
			if (link === null) return;
			event.preventDefault();
			const query = new URL(link.href).searchParams;
			search.elements.kind.value = query.get('kind') ?? '';
			look();
		});
		name();
		box.showModal();
		search.elements.q.focus();

		let latest = 0;
		async function look() {
			latest += 1;
			const mine = latest;
			const page = await fetched(`${address}?${new URLSearchParams(new FormData(search))}`);
			const fresh = page?.querySelector('[data-found]');
			// An answer that was overtaken by the next one is not shown.
			if (mine !== latest || fresh == null) return;
			found.replaceWith(fresh);
			found = fresh;
			name();
		}

		function name() {
			for (const button of found.querySelectorAll('form button')) button.firstChild.textContent = 'Put it in';
		}
	}

	async function fetched(address) {
		try {
			const answer = await fetch(address);
			if (!answer.ok || answer.redirected) return null;
			return new DOMParser().parseFromString(await answer.text(), 'text/html');
		} catch {
			return null;
		}
	}

	/** In lines of its own, or with a space to the words beside it. */
	function put(directive, alone) {
		const at = been ? text.selectionEnd : text.value.trimEnd().length;
		const before = text.value.slice(0, at);
		const after = text.value.slice(at);
		const space = { before: /[\s([“‘]$|^$/.test(before), after: !/^[\p{L}\p{N}]/u.test(after) };
		const gap = alone ? lineBreaks(/\n*$/.exec(before)[0], before === '') : space.before ? '' : ' ';
		const end = alone ? lineBreaks(/^\n*/.exec(after)[0], false) : space.after ? '' : ' ';
		text.setRangeText(`${gap}${directive}${end}`, at, at, 'end');
		text.dispatchEvent(new Event('input', { bubbles: true }));
	}

	/** What two line breaks lack of these. */
	function lineBreaks(there, atEdge) {
		return atEdge ? '' : '\n\n'.slice(Math.min(2, there.length));
	}
}
