import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openEditor } from '../support/n8n/browser';
import type { Stack } from '../support/n8n/stack';

/** The content of every place in which a secret could be, by the name of the place. */
export type Places = Map<string, string>;

const VIEWPORT = { width: 1440, height: 900 };

/**
 * n8n's log, and the bytes of its database, which holds execution data, workflows, static data and
 * credentials.
 */
export function filesOf({ userFolder }: Stack): Places {
	const places: Places = new Map([
		['n8n’s log', readFileSync(join(userFolder, 'n8n.log'), 'utf8')],
	]);
	const folder = join(userFolder, '.n8n');
	for (const name of readdirSync(folder)) {
		// With the write-ahead log, which holds the latest writes. latin1: each byte is one character.
		if (name.startsWith('database.sqlite')) {
			places.set(`the file ${name}`, readFileSync(join(folder, name), 'latin1'));
		}
	}
	return places;
}

/**
 * What a browser receives: all responses of n8n's REST interface and all messages that it pushes,
 * and the text and the inputs of each page, while a user opens executions and credentials.
 * @param pages paths of the editor, each with a text that is shown once the page is loaded
 */
export async function browserOf(
	stack: Stack,
	pages: Array<[path: string, text: string]>,
): Promise<Places> {
	const answers: string[] = [];
	const reading: Array<Promise<void>> = [];
	const { browser, page } = await openEditor(stack, VIEWPORT, (watched) => {
		// Only finished ones: a stream that n8n keeps open never ends.
		watched.on('requestfinished', (request) => {
			if (!/\/(rest|types)\//.test(new URL(request.url()).pathname)) return;
			const read = async () => {
				const response = await request.response();
				answers.push(`${request.url()}\n${(await response?.text()) ?? ''}`);
			};
			// A redirect, or a response of a page that was left, no longer has a body.
			reading.push(read().catch(() => undefined));
		});
		watched.on('websocket', (socket) =>
			socket.on('framereceived', ({ payload }) => answers.push(String(payload))),
		);
	});
	const places: Places = new Map();
	try {
		for (const [path, text] of pages) {
			await page.goto(stack.client.url + path);
			await page.getByText(text).first().waitFor();
			await page.waitForLoadState('networkidle');
			places.set(`the page ${path}`, await everythingOn(page));
		}
		await Promise.all(reading);
	} finally {
		await browser.close();
	}
	places.set('the answers that the browser got', answers.join('\n'));
	return places;
}

/** The markup, and the values of the inputs, which are not part of it. */
async function everythingOn(page: Page): Promise<string> {
	const inputs = await page
		.locator('input, textarea')
		.evaluateAll((elements) =>
			elements.map((element) => (element as unknown as { value: string }).value),
		);
	return [await page.content(), await page.locator('body').innerText(), ...inputs].join('\n');
}

/** Every execution, workflow and credential as the REST interface returns it. */
export async function restOf({ client }: Stack): Promise<Places> {
	const places: Places = new Map();
	const read = async (path: string) => {
		const answer = await client.call(`GET`, path);
		places.set(`GET ${path}`, JSON.stringify(answer));
		return answer;
	};
	const { results } = (await read('/executions?limit=100')) as { results: Array<{ id: string }> };
	for (const { id } of results) await read(`/executions/${id}`);
	for (const kind of ['workflows', 'credentials']) {
		for (const { id } of (await read(`/${kind}`)) as Array<{ id: string }>) {
			await read(
				kind === 'credentials' ? `/credentials/${id}?includeData=true` : `/workflows/${id}`,
			);
		}
	}
	return places;
}
