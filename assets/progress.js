const interval = 2_000;
const longest = 30_000;

/** Asks how far the work is and moves the bar; loads the page again when it is done. */
export function followProgress(box) {
	const bar = box.querySelector('progress');
	const count = box.querySelector('[data-progress-count]');
	const message = box.querySelector('[data-progress-message]');
	const numbers = new Intl.NumberFormat('en-GB');
	let wait = interval;

	async function ask() {
		try {
			const answer = await fetch(box.dataset.progress, { headers: { accept: 'application/json' } });
			if (!answer.ok) throw new Error(`the answer was ${answer.status}`);
			const state = await answer.json();
			if (state.finished) {
				location.reload();
				return;
			}
			show(state);
			wait = interval;
		} catch {
			// The service may be starting again: ask less and less often, but do not give up.
			wait = Math.min(wait * 2, longest);
		}
		setTimeout(ask, wait);
	}

	function show(state) {
		if (state.total) {
			bar.max = state.total;
			bar.value = state.done;
			count.textContent = `${numbers.format(state.done)} of ${numbers.format(state.total)}`;
		}
		// Only a change is written, because each one is read out.
		if (message.textContent !== state.message) message.textContent = state.message;
	}

	setTimeout(ask, wait);
}
