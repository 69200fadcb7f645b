// Asks the browser for a passkey when the form's button is pressed, puts its answer into the form, and sends it.
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

const ceremonies = { 'sign-in': startAuthentication, add: startRegistration };

for (const box of document.querySelectorAll('[data-passkey]')) {
	if (browserSupportsWebAuthn()) offer(box);
}

function offer(box) {
	const form = box.querySelector('form');
	const problem = box.querySelector('[data-passkey-problem]');
	let asking = false;

	box.hidden = false;
	for (const other of document.querySelectorAll('[data-passkey-missing]')) other.hidden = true;

	// Before the listeners that mark the form as sent: it is not sent until the passkey has answered.
	form.addEventListener('submit', ask, { capture: true });

	async function ask(event) {
		// With an empty field the server will not take the form: let it say so before a passkey is made.
		if ([...box.querySelectorAll('input:not([type=hidden])')].some((field) => field.value === '')) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		if (asking) return;
		asking = true;
		problem.textContent = '';
		try {
			const ceremony = ceremonies[box.dataset.passkey];
			const answer = await ceremony({ optionsJSON: JSON.parse(box.dataset.options) });
			form.elements.answer.value = JSON.stringify(answer);
			form.removeEventListener('submit', ask, { capture: true });
			form.requestSubmit();
		} catch (error) {
			problem.textContent = sentenceFor(error);
		} finally {
			asking = false;
		}
	}
}

function sentenceFor(error) {
	if (error.name === 'InvalidStateError') return 'This device has a passkey for your account already.';
	if (error.name === 'NotAllowedError') return 'No passkey was chosen. Try again when you are ready.';
	return 'Your device could not use a passkey here.';
}
