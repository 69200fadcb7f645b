// The baseline: a bare Node.js server that sends the bytes it was given, from memory.
import { createServer } from 'node:http';
import { z } from 'zod';

const order = z.object({ body: z.string(), type: z.string() });

process.once('message', (message) => {
	const { body: text, type } = order.parse(message);
	const body = Buffer.from(text);
	const headers = { 'content-type': type, 'content-length': body.length };
	const server = createServer((_request, response) => {
		response.writeHead(200, headers);
		response.end(body);
	});
	server.listen(0, '127.0.0.1', () => {
		const at = server.address();
		process.send?.({ url: `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}/` });
	});
});
