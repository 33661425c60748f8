import { execFileSync } from 'node:child_process';
import { closeSync, copyFileSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installIntoN8n, packPackage } from '../../../support/n8n/packedPackage';
import { startStack, type StackOptions } from '../../../support/n8n/stack';
import { misbehaved, type RealRun } from '../realRun';
import { Work } from './work';

const SIZE = '96m';
/** The disk stays full until n8n has failed so many times, but no longer than this. */
const NOTICED = 15;
const LONGEST_MS = 40_000;
const ENOUGH = 15;

/**
 * Fills the disk of n8n's user folder while orders and deliveries come, then frees it. Processes
 * that end in the meantime are started again. Needs root, for the disk.
 */
export async function fullDisk(options: Pick<StackOptions, 'folder' | 'step'>): Promise<RealRun> {
	const stops: Array<() => Promise<void> | void> = [];
	try {
		const stack = await startStack({
			...options,
			onStarted: (stop) => stops.unshift(stop),
			install: async (userFolder) => {
				mkdirSync(userFolder, { recursive: true });
				execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', userFolder]);
				stops.unshift(() => {
					copyFileSync(join(userFolder, 'n8n.log'), join(dirname(userFolder), 'n8n.log'));
					execFileSync('umount', ['-l', userFolder]);
				});
				await installIntoN8n(await packPackage(dirname(userFolder)), userFolder);
			},
		});
		const { client, userFolder, restartN8n } = stack;
		const work = await Work.publish({ ...stack, webhookUrl: client.url });
		// SQLite keeps the space of its log: what the migrations have left there would last for
		// minutes.
		await restartN8n();
		const filler = join(userFolder, 'filler');
		let notTaken = 0;
		await work.during(async () => {
			await work.more(ENOUGH);
			const end = Date.now() + LONGEST_MS;
			// Space that n8n frees, as by ending a log, is filled as well.
			while (Date.now() < end && work.notTaken < NOTICED) {
				fill(filler);
				await sleep(200);
			}
			notTaken = work.notTaken;
			rmSync(filler);
			// With SQLite n8n (2.41) answers 503 until it is started again, even with free space.
			await restartN8n();
			await work.more(ENOUGH);
		});
		const run = await work.settle();
		if (notTaken < NOTICED)
			run.findings.push(misbehaved('n8n never noticed that its disk was full'));
		return run;
	} finally {
		for (const stop of stops) await stop();
	}
}

/** Writes until the disk is full. */
function fill(path: string): void {
	const file = openSync(path, 'a');
	try {
		for (let size = 1024 * 1024; size >= 1; ) {
			try {
				writeSync(file, Buffer.alloc(size));
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
				size = Math.floor(size / 4);
			}
		}
	} finally {
		closeSync(file);
	}
}
