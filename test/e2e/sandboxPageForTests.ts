import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../support/n8n/browser';
import { beginRecording, withEvidence } from './editor/evidence';
import { scratchFolder } from '../support/n8n/runtime';
import { SandboxProcess } from '../support/n8n/sandboxProcess';

interface SandboxPageForTests {
	page: () => Page;
	sandbox: () => SandboxProcess;
	/** Answers every webhook with 200 and `{"taken":true}`. */
	receiverUrl: () => string;
	/** Errors that the browser reported, such as a script that its policy blocked. */
	browserErrors: () => string[];
	/**
	 * One step of a person's path: it starts where the previous one left the page, and fails
	 * immediately if that one failed.
	 */
	step: (name: string, work: () => Promise<void>) => void;
	/** The entries of the journal that show a text. */
	entry: (text: string) => Locator;
	/** Sends a login to KillB, or something else, and returns the status of the answer. */
	send: (path?: string, body?: unknown) => Promise<number>;
}

/** The sandbox's page in Chromium, for the tests of one file. */
export function sandboxPageForTests(): SandboxPageForTests {
	let sandbox: SandboxProcess | undefined;
	let receiver: Server | undefined;
	let browser: Browser | undefined;
	let page: Page | undefined;
	let failed: string | undefined;
	const browserErrors: string[] = [];

	before(async () => {
		const folder = join(scratchFolder, `sandbox-page-${process.pid}`);
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		sandbox = await SandboxProcess.start(join(folder, 'sandbox.log'));
		receiver = await startReceiver();
		browser = await launchBrowser();
		const context = await browser.newContext({
			viewport: { width: 1280, height: 900 },
			permissions: ['clipboard-read', 'clipboard-write'],
		});
		page = await context.newPage();
		page.on('pageerror', ({ message }) => browserErrors.push(message));
		page.on('console', (message) => {
			if (message.type() === 'error') browserErrors.push(message.text());
		});
		await beginRecording(page);
		await page.goto(`${sandbox.details.killb}/`);
		await page.getByText('Running, live').waitFor();
	});
	after(async () => {
		await browser?.close();
		receiver?.closeAllConnections();
		receiver?.close();
		await sandbox?.stop();
	});

	return {
		page: () => started(page),
		sandbox: () => started(sandbox),
		receiverUrl: () =>
			`http://127.0.0.1:${(started(receiver).address() as AddressInfo).port}/webhook`,
		browserErrors: () => browserErrors,
		step: (name, work) => {
			void it(name, async () => {
				if (failed !== undefined) throw new Error(`The way here ended with "${failed}"`);
				failed = name;
				await withEvidence(started(page), `sandbox page ${name}`, work);
				failed = undefined;
			});
		},
		entry: (text) => started(page).locator('#entries li', { hasText: text }),
		send: async (path = '/api/v2/auth/login', body?: unknown) => {
			const { killb, email, password } = started(sandbox).details;
			const { status } = await fetch(killb + path, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body ?? { email, password }),
			});
			return status;
		},
	};
}

async function startReceiver(): Promise<Server> {
	const receiver = createServer((request, response) => {
		request.resume().on('end', () => {
			response.setHeader('content-type', 'application/json').end('{"taken":true}');
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	return receiver;
}

function started<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('It is not there yet: a test asks for it when it runs.');
	return value;
}
