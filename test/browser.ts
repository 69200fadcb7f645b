import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser that the journeys run in: the one that CHROMIUM_PATH names, the machine's own, or Playwright's. */
export async function findBrowser(env: NodeJS.ProcessEnv = process.env): Promise<string> {
	if (env.CHROMIUM_PATH) {
		if (await runs(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
		throw new Error(`CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which cannot be run.`);
	}
	const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
	const places = folders.flatMap((folder) => names.map((name) => join(folder, name)));
	for (const place of [...places, chromium.executablePath()]) {
		if (await runs(place)) return place;
	}
	throw new Error(
		'No browser was found to test the pages with: install Chromium, or set CHROMIUM_PATH to one that is installed.',
	);
}

export async function openBrowser(): Promise<Browser> {
	// As root, and in most containers, Chromium cannot set up its sandbox. It only ever opens our own pages.
	return chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox'] });
}

async function runs(path: string): Promise<boolean> {
	return access(path, constants.X_OK).then(
		() => true,
		() => false,
	);
}
