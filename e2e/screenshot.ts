/**
 * Takes the README's picture of the flagship workflow in n8n's editor: `tsx e2e/screenshot.ts`. Needs Debian's chromium
 * (`apt-get install -y chromium`), or another one named by CHROMIUM. Build the package first.
 */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openEditor } from './browser';
import { step } from './demo/progress';
import { root, scratchFolder } from './runtime';
import { readExample, startStack, type Stack } from './stack';

const picture = join(root, 'docs', 'images', 'flagship.png');
const size = { width: 1440, height: 810 };
async function photograph({ client, owner }: Stack): Promise<void> {
	const { id } = await client.createWorkflow(readExample('paid-ramp-to-server.json'));
	const { browser, page } = await openEditor({ client, owner }, size);
	try {
		await page.goto(`${client.url}/workflow/${id}`);
		await page.getByText('Order the server').first().waitFor();
		// The editor's keys: 1 shows all of the workflow; minus makes room for the button that floats over the canvas.
		await page.keyboard.press('1');
		await page.keyboard.press('-');
		await page.waitForTimeout(1500);
		mkdirSync(dirname(picture), { recursive: true });
		await page.screenshot({ path: picture });
	} finally {
		await browser.close();
	}
	console.log(`${picture}: ${Math.round(statSync(picture).size / 1000)} kB`);
}

async function main(): Promise<void> {
	const stops: Array<() => Promise<void>> = [];
	try {
		const stack = await startStack({
			folder: join(scratchFolder, 'screenshot'),
			step,
			onStarted: (stop) => stops.unshift(stop),
		});
		await step('Taking the picture', () => photograph(stack));
	} finally {
		for (const stop of stops) await stop();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
