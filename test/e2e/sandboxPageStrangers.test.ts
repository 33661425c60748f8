import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { sandboxPageForTests } from './sandboxPageForTests';

const { page, sandbox, receiverUrl, complaints, step, entry, send } = sandboxPageForTests();

describe('the page of the sandbox and strangers', { concurrency: false }, () => {
	step('shows what a stranger sent as text, and runs none of it', async () => {
		const script = '<script>window.ran = 1</script>';
		const image = '<img src=x onerror="window.ran = 2">';
		await send(`/api/v2/${encodeURI(image)}`, { [script]: image });
		await send('/api/v2/<svg/onload=window.ran=3>', script);
		const hostile = entry('onerror=');
		await hostile.locator('summary').click();
		await hostile.getByText(`"${script}"`).waitFor();
		const found = await page().evaluate(`({
			ran: 'ran' in window,
			elements: document.querySelectorAll('#entries :is(script, img, svg)').length,
		})`);
		assert.deepEqual(found, { ran: false, elements: 0 });
	});

	step('lets no page of another site reset it or read its journal', async () => {
		const before = await sandbox().journal();
		const stranger = await page().context().newPage();
		// Another site than 127.0.0.1, and on the same machine.
		await stranger.goto(receiverUrl().replace('127.0.0.1', 'localhost'));
		const control = sandbox().details.control;
		const outcomes = await stranger.evaluate(async (root) => {
			const tries = [
				fetch(`${root}/reset`, { method: 'POST', mode: 'no-cors' }),
				fetch(`${root}/reset`, { method: 'POST' }),
				fetch(`${root}/journal`),
				fetch(`${root}/journal`, { mode: 'no-cors' }),
			];
			const settled = await Promise.allSettled(tries);
			return settled.map((outcome) =>
				outcome.status === 'fulfilled' ? outcome.value.type : 'refused',
			);
		}, control);
		// What is not refused by the browser was refused by the sandbox, and can't be looked into.
		for (const outcome of outcomes) assert.match(outcome, /^(refused|opaque)$/);
		assert.deepEqual(await sandbox().journal(), before);

		// A link to the page is followed all the same.
		await stranger.evaluate(`location.assign('${sandbox().details.killb}/')`);
		await stranger.getByText('Running, live').waitFor();
		await stranger.close();
	});

	step('made the browser complain of nothing on the page', async () => {
		assert.deepEqual(complaints(), []);
	});
});
