import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testService } from '../service.ts';
import { tried } from './instant.ts';

const whole = process.env.INSPECTORATE_ATTACK === 'whole';

test('from the instant on every reader of every server sees it and nobody before, also when a server is killed just before', async (t) => {
	const many = whole ? { readers: 500, every: 400 } : { readers: 50, every: 200 };
	const { atOnce, kept, killed, afterwards } = await tried(await testService(), many);
	t.diagnostic(`as it should go: ${JSON.stringify(atOnce)}`);
	t.diagnostic(`a page that is kept: ${JSON.stringify(kept)}`);
	t.diagnostic(`with a server killed just before: ${JSON.stringify(killed)}`);
	for (const crowd of [atOnce, kept, killed]) {
		assert.deepEqual(crowd.failed, []);
		assert.equal(crowd.without, 0);
		assert.ok(crowd.earliest >= 0, `somebody saw it ${-crowd.earliest} ms too early`);
	}
	// However busy the machine is: what was known for longer than that is asked again before anything is sent.
	assert.ok(kept.latestOld <= 750, `asked ${kept.latestOld} ms after the instant, an old page was sent`);
	for (const crowd of [atOnce, killed]) {
		assert.equal(crowd.late, 0, 'somebody who asked after the instant was told that nothing is there');
		// In the short form others work on the same machine.
		assert.ok(crowd.apart < (whole ? 1000 : 5000), `the last saw it ${crowd.apart} ms after the first`);
	}
	assert.ok(killed.cutOff > 0, 'nobody was asking the server that was killed');
	assert.equal(afterwards, 200, 'the first answer of a server that was not there at the instant');
});
