import { chromium, type Browser, type Page } from 'playwright-core';
import type { Stack } from './stack';

/** Keeps Chromium on this machine, and off the process sandboxes that a container does not have. */
const chromiumFlags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Debian's chromium (`apt-get install -y chromium`), or another one named by CHROMIUM. */
export async function launchBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
		args: chromiumFlags,
	});
}

/**
 * Opens n8n's editor, signed in as the owner.
 * @param watch gets the page before anything is loaded
 */
export async function openEditor(
	{ client, owner }: Pick<Stack, 'client' | 'owner'>,
	viewport: { width: number; height: number },
	watch: (page: Page) => void = () => {},
): Promise<{ browser: Browser; page: Page }> {
	const browser = await launchBrowser();
	try {
		const page = await browser.newPage({ viewport, colorScheme: 'light' });
		watch(page);
		await page.goto(`${client.url}/signin`);
		await page.fill('input[name=emailOrLdapLoginId]', owner.email);
		await page.fill('input[name=password]', owner.password);
		await Promise.all([
			page.waitForURL((url) => !url.pathname.includes('signin')),
			page.keyboard.press('Enter'),
		]);
		return { browser, page };
	} catch (error) {
		await browser.close();
		throw error;
	}
}
