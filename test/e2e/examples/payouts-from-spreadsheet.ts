import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import type { JournalEntry } from '../../../sandbox/shared/journal';
import { SEEDED_PREFUND_ID } from '../../../sandbox/killb/seededIds';
import { readExample, type Stack } from '../../support/n8n/stack';
import { killbRequestsDuring, madeAtKillB } from './killbRequests';
import { paymentForm } from './paymentForm';
import { outcomesOn, resultsOn } from './payoutResults';
import { csv, csvFile, type PayoutRow, receiver, xlsx } from './payoutRows';
import { withSettings } from './withSettings';

export function describeExample(stack: () => Stack): void {
	describe('the example "Payouts from a spreadsheet"', () => {
		const workflow = withSettings(readExample('payouts-from-spreadsheet.json'), {
			preFundAccountId: SEEDED_PREFUND_ID,
			maximumTotal: '1000000',
			maximumAmount: '400000.50',
		});
		const form = paymentForm(stack, workflow);

		/** Uploads a file and returns the page that the form ends with. */
		const upload = async (file: File) => await form.submit([file]);
		const outcomes = async (file: File) => await outcomesOn(await upload(file));
		/** The payouts that KillB has created so far, by their references. */
		const paid = async () =>
			(await madeAtKillB(stack(), 'payouts')).map(({ externalId }) => externalId);
		const references = (count: number) => Array.from({ length: count }, () => randomUUID());

		it('requires the password', async () => {
			await form.expectClosed([csv([receiver(randomUUID(), '1000')])]);
		});

		describe('with good, bad, repeated and blank rows in an Excel file', () => {
			const [first = '', second = '', calculated = '', refused = '', large = ''] = references(5);
			const rows: PayoutRow[] = [
				receiver(first, 250000.5),
				receiver(second, '100000.10'),
				receiver(first, 250000.5),
				{},
				receiver(calculated, 0.1 + 0.2),
				{ reference: ' ', amount: '12,50', first_name: 'Luz' },
				{ ...receiver(refused, '900'), bank_code: '999' },
				receiver(large, '400000.51'),
			];
			const good = { payout: 'an id', message: 'KillB has the payout. Status: CREATED' };
			let page: string;
			let asked: JournalEntry[];
			before(async () => {
				asked = await killbRequestsDuring(stack(), async () => {
					page = await upload(await xlsx(rows));
				});
			});

			it('pays the valid rows and reports the result of each row by its number', async () => {
				const results = await resultsOn(page);
				assert.deepEqual(
					results.map(({ row, reference, outcome }) => [row, reference, outcome]),
					[
						[2, first, 'created'],
						[3, second, 'created'],
						[4, first, 'duplicate'],
						[6, calculated, 'bad row'],
						[7, null, 'bad row'],
						[8, refused, 'refused'],
						[9, large, 'bad row'],
					],
				);
				const messages = results.map(({ message }) => message);
				assert.equal(messages[0], good.message);
				assert.match(String(messages[2]), /An earlier row of this file has the same reference/);
				assert.match(String(messages[3]), /amount is not digits with a point and at most two/);
				assert.match(
					String(messages[4]),
					/reference is missing; last_name is missing; .*amount is not/,
				);
				assert.match(String(messages[5]), /bank/i);
				assert.match(String(messages[6]), /above the maximum of 400000\.50 for one payout/);
				assert.match(
					page,
					/2 created, 0 paid before, 1 refused, 0 not paid, 1 duplicate, 3 bad row/,
				);
				const known = await paid();
				assert.equal(known.filter((reference) => reference === first).length, 1);
				assert.equal(known.filter((reference) => reference === second).length, 1);
				for (const none of [calculated, refused, large]) assert.ok(!known.includes(none));
			});

			it('sends amounts with all digits, and texts with their leading zeros', async () => {
				const sent = asked.filter(({ method }) => method === 'POST').map(({ body }) => body);
				assert.match(String(sent[0]), /"amount":250000\.5,/);
				assert.match(String(sent[1]), /"amount":100000\.1,/);
				assert.match(String(sent[0]), /"bankCode":"007"/);
				assert.match(String(sent[0]), /"accountNumber":"0010203049"/);
			});

			it('pays no one twice if the file is uploaded again', async () => {
				const before = await paid();
				const again = await outcomes(await xlsx(rows));
				assert.deepEqual(
					again.map(({ outcome }) => outcome),
					['paid before', 'paid before', 'duplicate', 'bad row', 'bad row', 'refused', 'bad row'],
				);
				assert.match(String(again[0]?.message), /since an earlier time\. Status: CREATED/);
				assert.deepEqual(await paid(), before);
			});

			it('rejects a known reference with another amount, and pays new rows, from a CSV file', async () => {
				const fresh = randomUUID();
				const file = csv([receiver(first, '9.99'), receiver(fresh, '10.00')]);
				assert.deepEqual(await outcomes(file), [
					{
						row: 2,
						outcome: 'refused',
						message: 'KillB has another amount under this reference: 250000.5',
					},
					{ row: 3, outcome: 'created', message: good.message },
				]);
				assert.equal((await paid()).filter((reference) => reference === fresh).length, 1);
			});
		});

		it('pays no one if the new rows together are above the maximum', async () => {
			const before = await paid();
			const rows = references(3).map((reference) => receiver(reference, '333333.34'));
			const message = 'Nobody was paid: the total of 1000000.02 is above the maximum of 1000000';
			assert.deepEqual(
				await outcomes(await xlsx(rows)),
				[2, 3, 4].map((row) => ({ row, outcome: 'not paid', message })),
			);
			assert.deepEqual(await paid(), before);
		});

		it('pays once if a file is uploaded twice at the same time or an answer is lost', async () => {
			const [one = '', two = ''] = references(2);
			const fault = { service: 'killb', method: 'POST', path: '/payouts', kind: 'lostAnswer' };
			await stack().sandbox.control('POST', '/faults', { faults: [fault] });
			const file = csv([receiver(one, '1000'), receiver(two, '2000')]);
			const all = await Promise.all([outcomes(file), outcomes(file)]);
			for (const { outcome } of all.flat()) assert.match(outcome, /^(created|paid before)$/);
			const known = (await paid()).filter((reference) => [one, two].includes(reference));
			assert.deepEqual(known.sort(), [one, two].sort());
		});

		it('pays no one from an unreadable file or one without rows', async () => {
			const before = await paid();
			const [ragged, [line]] = await Promise.all([
				upload(csvFile('reference,amount\r\nx,1000,EXTRA\r\n')),
				outcomes(await xlsx([])),
			]);
			assert.match(ragged, /Nobody was paid/);
			assert.match(ragged, /The file could not be read/);
			assert.deepEqual(line, {
				row: null,
				outcome: 'bad row',
				message: 'There is no row below the names of the columns',
			});
			assert.deepEqual(await paid(), before);
		});
	});
}
