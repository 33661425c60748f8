import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { SEEDED_ACCOUNT_ID } from '../../../sandbox/killb/seededIds';
import { readExample, type Stack } from '../../support/n8n/stack';
import { killbRequestsDuring, madeAtKillB } from './killbRequests';
import { paymentForm } from './paymentForm';

export function describeExample(stack: () => Stack): void {
	describe('the example "Quote and create a ramp, within limits"', () => {
		const workflow = readExample('quote-and-create-ramp.json');
		const form = paymentForm(stack, workflow);

		/** Fills in the form and returns the page that it ends with. */
		const ask = async (reference: string, amount: string, account = SEEDED_ACCOUNT_ID) =>
			await form.submit([reference, amount, account]);

		const rampsOf = async (reference: string) =>
			(await madeAtKillB(stack(), 'ramps')).filter(({ externalId }) => externalId === reference);

		it('requires the password', async () => {
			await form.expectClosed(['no-login', '10', SEEDED_ACCOUNT_ID]);
		});

		it('starts one ramp per reference, however often the form is submitted', async () => {
			const reference = randomUUID();
			assert.match(await ask(reference, ' 98.50 '), /98\.5 USDC become 411680\.5 COP/);
			const [ramp, ...others] = await rampsOf(reference);
			assert.ok(ramp);
			assert.deepEqual(others, []);

			const asked = await killbRequestsDuring(stack(), async () => {
				const page = await ask(reference, '98.50');
				assert.match(page, /Nothing was sent now/);
				assert.match(page, new RegExp(`This reference was used before\\. Ramp ${ramp.id}`));
			});
			assert.deepEqual(
				asked.filter(({ method }) => method === 'POST'),
				[],
			);
			assert.equal((await rampsOf(reference)).length, 1);
		});

		it('starts one ramp for two simultaneous submissions', async () => {
			const reference = randomUUID();
			const pages = await Promise.all([ask(reference, '20'), ask(reference, '20')]);
			const [ramp, ...others] = await rampsOf(reference);
			assert.ok(ramp);
			assert.deepEqual(others, []);
			for (const page of pages) assert.match(page, new RegExp(`Ramp ${ramp.id}`));
		});

		it('sends nothing to KillB if the amount is above the maximum or malformed', async () => {
			const asked = await killbRequestsDuring(stack(), async () => {
				const amounts = ['1000.01', '98,50', '1e2'];
				const pages = await Promise.all(amounts.map((amount) => ask(randomUUID(), amount)));
				for (const page of pages) {
					assert.match(page, /Nothing was sent/);
					assert.match(page, /is not an amount of at most 1000 USDC/);
				}
			});
			assert.deepEqual(asked, []);
		});

		it('moves no money below the worst rate, and says by how much it missed', async () => {
			const reference = randomUUID();
			const fromTo = {
				fromCurrency: 'USDC',
				toCurrency: 'COP',
				fromAmount: 98.5,
				toAmount: 393000.5,
			};
			const methods = { cashInMethod: 'PRE_FUND', cashOutMethod: 'PSE', isFastPay: false };
			const expiresAt = Date.now() + 3_600_000;
			const body = {
				id: randomUUID(),
				...fromTo,
				...methods,
				rate: 3989.8528,
				spotPrice: 4000,
				expiresAt,
			};
			const fault = { service: 'killb', method: 'POST', path: '/quotations', status: 201, body };
			await stack().sandbox.control('POST', '/faults', { faults: [fault] });

			const page = await ask(reference, '98.50');
			assert.match(page, /Nothing was sent/);
			assert.match(page, /393000\.5 COP would be received, 999\.5 less than the Minimum Received/);
			assert.deepEqual(await rampsOf(reference), []);
		});

		it('reports an unknown account', async () => {
			const reference = randomUUID();
			assert.match(await ask(reference, '20', randomUUID()), /KillB found no account with this ID/);
			assert.deepEqual(await rampsOf(reference), []);
		});
	});
}
