// Makes pages quicker to use. Nothing here is needed: every page works without it.
import {
	Button,
	CharacterCount,
	Checkboxes,
	createAll,
	ErrorSummary,
	FileUpload,
	NotificationBanner,
	PasswordInput,
	Radios,
	ServiceNavigation,
	SkipLink,
} from 'govuk-frontend';
import { followProgress } from './progress.js';
import { submitOnce } from './submit-once.js';

for (const component of [
	Button,
	CharacterCount,
	Checkboxes,
	ErrorSummary,
	FileUpload,
	NotificationBanner,
	PasswordInput,
	Radios,
	ServiceNavigation,
	SkipLink,
]) {
	createAll(component);
}

for (const form of document.querySelectorAll('form[data-submit-once]')) submitOnce(form);

for (const box of document.querySelectorAll('[data-progress]')) followProgress(box);

// On a phone the filters would stand between the reader and every result.
if (matchMedia('(width <= 48em)').matches) {
	for (const filter of document.querySelectorAll('[data-closed-on-phones]')) filter.removeAttribute('open');
}
