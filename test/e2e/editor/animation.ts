import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

/** Small enough for a README, large enough to read the nodes' names. */
const WIDTH = 960;
const FRAME_MS = 250;
/** Longer than a viewer needs to see that the animation starts again. */
const LAST_FRAME_MS = 4000;

/** Takes pictures of a page while a scene plays, and joins them to an animated GIF. */
export async function animate(page: Page, play: () => Promise<void>): Promise<Buffer> {
	const frames: Buffer[] = [];
	let isPlaying = true;
	const recording = (async () => {
		while (isPlaying) {
			const [frame] = await Promise.all([page.screenshot(), pause(FRAME_MS)]);
			frames.push(frame);
		}
	})();
	await play().finally(() => (isPlaying = false));
	await recording;
	const small = await Promise.all(
		frames.map(async (frame) => await sharp(frame).resize({ width: WIDTH }).png().toBuffer()),
	);
	const delay = small.map((_, index) => (index === small.length - 1 ? LAST_FRAME_MS : FRAME_MS));
	return await sharp(small, { join: { animated: true } })
		.gif({ delay, loop: 0, effort: 10, interFrameMaxError: 4 })
		.toBuffer();
}
