const browsers: readonly [RegExp, string][] = [
	[/\bEdg(e|A|iOS)?\//, 'Edge'],
	[/\b(OPR|Opera)\//, 'Opera'],
	[/\bSamsungBrowser\//, 'Samsung Internet'],
	[/\b(Firefox|FxiOS)\//, 'Firefox'],
	[/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
	[/\bSafari\//, 'Safari'],
];

const systems: readonly [RegExp, string][] = [
	[/\b(iPhone|iPod)\b/, 'iPhone'],
	[/\biPad\b/, 'iPad'],
	[/\bAndroid\b/, 'Android'],
	[/\bWindows\b/, 'Windows'],
	[/\bCrOS\b/, 'ChromeOS'],
	[/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
	[/\bLinux\b/, 'Linux'],
];

/** "Firefox on Linux": enough for a person to know their own device by, and nothing that identifies it to others. */
export function deviceOf(userAgent: string): string {
	const name = (known: readonly [RegExp, string][]) => known.find(([mark]) => mark.test(userAgent))?.[1];
	const browser = name(browsers);
	const system = name(systems);
	if (browser === undefined && system === undefined) return 'An unknown device';
	return `${browser ?? 'A browser'} on ${system ?? 'an unknown system'}`;
}
