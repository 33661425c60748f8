import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { itemsOf, ranNode } from '../../support/n8n/executions';
import { readExample, type Stack } from '../../support/n8n/stack';
import { emptyFolder } from './allowedFolder';
import { callKernelHost } from './callKernelHost';
import { publishExample, unpublishExample } from './publishExample';
import { runExample } from './runExample';
import { withSettings } from './withSettings';

const nodes = {
	start: 'Every night',
	list: 'List the invoices',
	download: 'Download the PDF',
	save: 'Save the PDF',
};
const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/**
 * A time zone in which it is about noon, so that no day ends while these tests run, and the
 * beginning of today there.
 */
function atNoon(): { timezone: string; today: number } {
	const now = new Date();
	const ahead = 12 - now.getUTCHours();
	// The names of these zones have the opposite sign.
	const timezone = `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
	return { timezone, today: now.setUTCMinutes(0, 0, 0) - 12 * HOUR };
}

export function describeExample(stack: () => Stack): void {
	describe('the example "Nightly invoices with PDFs"', () => {
		let folder: string;
		const { timezone, today } = atNoon();
		beforeEach(() => {
			folder = emptyFolder('invoices');
		});
		after(async () => {
			await stack().sandbox.control('PUT', '/clock', { offsetSeconds: 0 });
		});

		/**
		 * Places an order when KernelHost's clock shows this time, and returns the id of its invoice.
		 */
		async function invoiceAt(time: number): Promise<number> {
			const offsetSeconds = (time - Date.now()) / SECOND;
			await stack().sandbox.control('PUT', '/clock', { offsetSeconds });
			const order = { product_id: 42, billing_cycle: 'monthly' };
			const placed = await callKernelHost<{ invoice_id: number }>(
				stack(),
				'/v1/orders',
				order,
				time,
			);
			await stack().sandbox.control('PUT', '/clock', { offsetSeconds: 0 });
			return placed.invoice_id;
		}

		async function night(settings: Record<string, unknown> = {}) {
			const workflow = withSettings(readExample('nightly-invoices.json'), { folder, ...settings });
			workflow.settings = { ...workflow.settings, timezone };
			const { id } = await stack().client.createWorkflow(workflow);
			return await runExample(stack(), id, nodes.start);
		}

		const saved = () => readdirSync(folder).sort();
		const fileOf = (id: number) => `${id}-KH-${id}.pdf`;

		it('can be published', async () => {
			const id = await publishExample(stack(), readExample('nightly-invoices.json'));
			await unpublishExample(stack(), id);
		});

		it('succeeds in a night without invoices', async () => {
			const { summary, data } = await night();
			assert.equal(summary.status, 'success');
			assert.ok(itemsOf(data, nodes.list).length > 0);
			assert.equal(ranNode(data, nodes.download), false);
			assert.deepEqual(saved(), []);
		});

		describe('with invoices around midnight', () => {
			let dayBefore: number;
			let first: number;
			let last: number;
			before(async () => {
				dayBefore = await invoiceAt(today - DAY - SECOND);
				first = await invoiceAt(today - DAY + SECOND);
				last = await invoiceAt(today - SECOND);
				await invoiceAt(today + SECOND);
			});

			it('saves the PDFs of yesterday and of no other day', async () => {
				const { summary } = await night();
				assert.equal(summary.status, 'success');
				assert.deepEqual(saved(), [fileOf(first), fileOf(last)]);
				for (const id of [first, last]) {
					const pdf = readFileSync(join(folder, fileOf(id)), 'latin1');
					assert.match(pdf, /^%PDF-/);
					assert.ok(pdf.includes(`KH-${id}`));
				}
			});

			it('goes back as many days as the settings say', async () => {
				const { summary } = await night({ days: 2 });
				assert.equal(summary.status, 'success');
				assert.deepEqual(saved(), [dayBefore, first, last].map(fileOf));
			});

			it('saves the others and fails if a PDF can’t be downloaded', async () => {
				const path = `/v1/billing/invoices/${first}/pdf`;
				const fault = { service: 'kernelhost', method: 'GET', path, status: 404 };
				await stack().sandbox.control('POST', '/faults', { faults: [fault] });
				const { summary, data } = await night();
				assert.equal(summary.status, 'error');
				assert.equal(
					data.resultData.error?.message,
					`1 invoice PDFs could not be downloaded: ${first}`,
				);
				assert.deepEqual(saved(), [fileOf(last)]);
			});

			it('fails if the invoices have no date under the configured name', async () => {
				const { summary, data } = await night({ dateField: 'date' });
				assert.equal(summary.status, 'error');
				const count = itemsOf(data, nodes.list).length;
				assert.equal(
					data.resultData.error?.message,
					`${count} invoices have no date in "date": set the name of the field in Settings`,
				);
				assert.deepEqual(saved(), []);
			});

			it('fails if n8n may not write to the folder', async () => {
				const { summary, data } = await night({ folder: '/home/node/.n8n-files' });
				assert.equal(summary.status, 'error');
				assert.equal(data.resultData.lastNodeExecuted, nodes.save);
			});
		});
	});
}
