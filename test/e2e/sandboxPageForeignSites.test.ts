import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { sandboxPageForTests } from './sandboxPageForTests';

const { page, sandbox, receiverUrl, browserErrors, step, entry, send } = sandboxPageForTests();

describe('the page of the sandbox and foreign sites', { concurrency: false }, () => {
	step('shows foreign content as text, and runs none of it', async () => {
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

	step('can’t be reset or read by a page of another site', async () => {
		const before = await sandbox().journal();
		const foreignPage = await page().context().newPage();
		// Another site than 127.0.0.1, on the same machine.
		await foreignPage.goto(receiverUrl().replace('127.0.0.1', 'localhost'));
		const control = sandbox().details.control;
		const outcomes = await foreignPage.evaluate(async (root) => {
			const requests = [
				fetch(`${root}/reset`, { method: 'POST', mode: 'no-cors' }),
				fetch(`${root}/reset`, { method: 'POST' }),
				fetch(`${root}/journal`),
				fetch(`${root}/journal`, { mode: 'no-cors' }),
			];
			const settled = await Promise.allSettled(requests);
			return settled.map((outcome) =>
				outcome.status === 'fulfilled' ? outcome.value.type : 'refused',
			);
		}, control);
		// What the browser did not block, the sandbox rejected, and the page can't read it.
		for (const outcome of outcomes) assert.match(outcome, /^(refused|opaque)$/);
		assert.deepEqual(await sandbox().journal(), before);

		// A link to the page works nevertheless.
		await foreignPage.evaluate(`location.assign('${sandbox().details.killb}/')`);
		await foreignPage.getByText('Running, live').waitFor();
		await foreignPage.close();
	});

	step('caused no browser errors', async () => {
		assert.deepEqual(browserErrors(), []);
	});
});
