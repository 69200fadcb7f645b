// Titles and forces that begin with what is being typed, in the list that the browser itself shows under a field.

/** How long nobody has typed before the list is asked for. */
const pause = 200;

for (const field of document.querySelectorAll('input[data-suggestions]')) {
	const list = document.createElement('datalist');
	list.id = `${field.id}-suggestions`;
	field.after(list);
	field.setAttribute('list', list.id);
	field.setAttribute('autocomplete', 'off');
	let waiting = 0;
	field.addEventListener('input', () => {
		clearTimeout(waiting);
		waiting = setTimeout(() => suggest(field, list), pause);
	});
}

async function suggest(field, list) {
	const words = field.value.trim();
	if (words.length < 2) return list.replaceChildren();
	try {
		const response = await fetch(`${field.dataset.suggestions}?${new URLSearchParams({ q: words })}`);
		if (!response.ok) return;
		const { suggestions } = await response.json();
		// Somebody has gone on typing, and another answer is on its way.
		if (field.value.trim() !== words) return;
		list.replaceChildren(
			...suggestions.map(({ text }) => Object.assign(document.createElement('option'), { value: text })),
		);
	} catch {
		// Without suggestions the form works as well.
	}
}
