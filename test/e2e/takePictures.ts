/**
 * Takes the pictures of README and docs in n8n's editor: `npm run pictures -- [name …]`, without
 * names all of them. Needs Debian's chromium (`apt-get install -y chromium`), or another one named
 * by CHROMIUM.
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEditor } from '../support/n8n/browser';
import { step } from './demo/progress';
import { animate } from './editor/animation';
import { pictures, playFlagship } from './editor/pictures';
import { root, scratchFolder } from '../support/n8n/runtime';
import { startStack, type Stack } from '../support/n8n/stack';

const folder = join(root, 'docs', 'images');
const size = { width: 1440, height: 810 };
const wanted = process.argv.slice(2);

async function photograph(stack: Stack): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const { browser, page } = await openEditor(stack, size, (watched) =>
		watched.setDefaultTimeout(120_000),
	);
	try {
		for (const [name, scene] of Object.entries(pictures)) {
			if (wanted.length > 0 && !wanted.includes(name)) continue;
			await scene(page, stack);
			// Until animations have ended and short-lived messages are gone.
			await page.waitForTimeout(6000);
			const path = join(folder, `${name}.png`);
			await page.screenshot({ path });
			tellSize(path);
			if (name !== 'flagship') continue;
			const animation = join(folder, 'flagship.gif');
			writeFileSync(animation, await animate(page, async () => await playFlagship(page, stack)));
			tellSize(animation);
		}
	} finally {
		await browser.close();
	}
}

function tellSize(path: string): void {
	console.log(`${path}: ${Math.round(statSync(path).size / 1000)} kB`);
}

async function main(): Promise<void> {
	const stops: Array<() => Promise<void>> = [];
	try {
		const stack = await startStack({
			folder: join(scratchFolder, 'screenshot'),
			step,
			onStarted: (stop) => stops.unshift(stop),
		});
		await step('Taking the pictures', () => photograph(stack));
	} finally {
		for (const stop of stops) await stop();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
