// A download leaves its page standing, and the same form may then be wanted again.
const patience = 10_000;

/**
 * Lets a form go once, however often its button is pressed. The button is not disabled: a disabled button's name and
 * value would not be sent, and the focus would be lost.
 */
export function submitOnce(form) {
	let sent = false;

	form.addEventListener('submit', (event) => {
		if (sent) {
			event.preventDefault();
			return;
		}
		mark(true);
		setTimeout(() => mark(false), patience);
	});

	// A page that the browser brings back by its Back button is as it was left: it must be usable again.
	addEventListener('pageshow', (event) => {
		if (event.persisted) mark(false);
	});

	function mark(value) {
		sent = value;
		for (const button of form.querySelectorAll('button[type="submit"]')) {
			if (value) button.setAttribute('aria-disabled', 'true');
			else button.removeAttribute('aria-disabled');
		}
	}
}
