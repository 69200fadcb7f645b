// The baseline: Fastify, one select on a pooled connection, the bytes it was given.
import Fastify from 'fastify';
import pg from 'pg';
import { z } from 'zod';

const order = z.object({
	database: z.object({
		host: z.string(),
		port: z.number(),
		user: z.string(),
		password: z.string(),
		database: z.string(),
	}),
	query: z.string(),
	page: z.string(),
});

process.once('message', async (message) => {
	const { database, query, page } = order.parse(message);
	const pool = new pg.Pool({ ...database, max: 20 });
	const app = Fastify();
	app.get('/', async (_request, reply) => {
		await pool.query(query);
		return reply.type('text/html; charset=utf-8').send(page);
	});
	const url = await app.listen({ port: 0, host: '127.0.0.1' });
	process.send?.({ url });
});
