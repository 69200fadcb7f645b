import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/**
 * A certificate for localhost, made anew for each run: one kept in the repository would expire, and its key would look
 * like a leaked secret. X.509 is written out in DER, because Node reads certificates but makes none.
 */
export function localCertificate(): { key: string; cert: string } {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'));
	const name = sequence(set(sequence(objectId('550403'), der(0x0c, Buffer.from('localhost')))));
	const hour = 3_600_000;
	const validity = sequence(time(Date.now() - hour), time(Date.now() + 24 * hour));
	const alternativeNames = sequence(
		der(0x82, Buffer.from('localhost')),
		der(0x87, Buffer.from([127, 0, 0, 1])),
	);
	const certificateAuthority = sequence(der(0x01, Buffer.from([0xff])));
	const extensions = der(
		0xa3,
		sequence(
			sequence(objectId('551d11'), der(0x04, alternativeNames)),
			sequence(objectId('551d13'), der(0x04, certificateAuthority)),
		),
	);
	const body = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
		ecdsaWithSha256,
		name,
		validity,
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		extensions,
	);
	const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]));
	const certificate = sequence(body, ecdsaWithSha256, signature).toString('base64');
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${certificate.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
	};
}

function der(tag: number, content: Buffer): Buffer {
	const { length } = content;
	const size =
		length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, Math.floor(length / 256), length % 256];
	return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
	return der(0x30, Buffer.concat(parts));
}

function set(...parts: Buffer[]): Buffer {
	return der(0x31, Buffer.concat(parts));
}

function objectId(hex: string): Buffer {
	return der(0x06, Buffer.from(hex, 'hex'));
}

function time(at: number): Buffer {
	const digits = new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
	return der(0x18, Buffer.from(digits));
}
