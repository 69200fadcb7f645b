import { hkdfSync } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { encode } from 'uqr';

const period = 30;

/** What every authenticator app understands without being told. */
const common = { algorithm: 'SHA1', digits: 6, period } as const;

/**
 * The step that this code belongs to, if it is one that may still be used. Each is used once: a code that somebody
 * looked at over a shoulder is worth nothing afterwards. One step either side is for clocks that are a little off.
 */
export function stepOf(secret: string, code: string, now: Temporal.Instant, lastStep: number): number | null {
	if (!/^\d{6}$/.test(code)) return null;
	const timestamp = now.epochMilliseconds;
	const off = TOTP.validate({
		...common,
		secret: Secret.fromBase32(secret),
		token: code,
		timestamp,
		window: 1,
	});
	if (off === null) return null;
	const step = Math.floor(timestamp / 1000 / period) + off;
	return step > lastStep ? step : null;
}

/**
 * The secret that is offered while somebody sets up their app. It follows from where they are and is written down only
 * once a code has shown that it arrived, so that looking at the page changes nothing.
 */
export function offeredSecret(installation: string, place: string): string {
	return new Secret({ buffer: hkdfSync('sha256', installation, place, 'offered second factor', 20) }).base32;
}

export type Enrolment = { key: string; picture: string };

/** What an app needs: the key to type in groups of four, and the same as a picture to point a camera at. */
export function enrolment(secret: string, service: string, email: string): Enrolment {
	const uri = new TOTP({ ...common, issuer: service, label: email, secret }).toString();
	return { key: secret.match(/.{1,4}/g)?.join(' ') ?? secret, picture: qrCode(uri) };
}

/** An SVG without any style of its own, which the Content-Security-Policy would refuse. */
function qrCode(text: string): string {
	const { data, size } = encode(text, { ecc: 'M', border: 4 });
	const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="240" height="240" shape-rendering="crispEdges" role="img" aria-label="QR code for your authenticator app"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${dark}"/></svg>`;
}
