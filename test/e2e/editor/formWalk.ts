import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { N8nClient } from '../../support/n8n/n8nClient';
import { scratchFolder } from '../../support/n8n/runtime';
import { expectedForm, type ShownField } from './expectedForm';
import { NodeForm } from './nodeForm';
import type { FormsOfNode } from './operationForms';
import { shownForm } from './shownForm';

/** Gets a picture of each form, for people to look at. Ignored by git. */
export const shotsFolder = join(scratchFolder, 'e2e-deliveries');

/** A form, and its expected content. */
interface WalkedForm {
	name: string;
	shown: ShownField[];
	expected: ShownField[];
}

/** Inputs that are shown but not expected, and the reverse. */
export function differenceOf(shown: ShownField[], expected: ShownField[]) {
	const [seen = [], wanted = []] = [shown, expected].map((fields) =>
		fields.map(({ label, value }) => (value === undefined ? label : `${label} = ${value}`)),
	);
	return {
		unexpected: seen.filter((line) => !wanted.includes(line)),
		missing: wanted.filter((line) => !seen.includes(line)),
		isReordered: seen.join('\n') !== wanted.join('\n'),
	};
}

/** The editor loads some inputs a moment after the others, such as the rows of a list. */
const PATIENCE_MS = 10_000;

/** Reads the form once it shows what is expected; if it does not, as it is in the end. */
async function settledForm(page: Page, expected: ShownField[]): Promise<ShownField[]> {
	const deadline = performance.now() + PATIENCE_MS;
	for (;;) {
		const shown = await shownForm(page);
		if (!differenceOf(shown, expected).isReordered || performance.now() > deadline) return shown;
		await sleep(100);
	}
}

/** Opens the form of each node of the workflow once, and reads it. */
export async function walkForms(
	page: Page,
	client: N8nClient,
	{ workflow, descriptionOf }: FormsOfNode,
): Promise<WalkedForm[]> {
	mkdirSync(shotsFolder, { recursive: true });
	const { id } = await client.createWorkflow(workflow);
	const form = new NodeForm(page);
	const walked: WalkedForm[] = [];
	for (const [index, node] of workflow.nodes.entries()) {
		if (index === 0) await page.goto(`${client.url}/workflow/${id}/${node.id}`);
		else await form.openNext();
		await form.expect(node.name);
		const expected = expectedForm(descriptionOf(node), node);
		walked.push({ name: node.name, expected, shown: await settledForm(page, expected) });
		await form.inputs.screenshot({
			path: join(shotsFolder, `${workflow.name} - ${node.name}.png`),
		});
	}
	return walked;
}
