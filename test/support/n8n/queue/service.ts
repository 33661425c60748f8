import { execFile } from 'node:child_process';

/** A server of this run on loopback. */
export interface Service {
	port: number;
	stop: () => Promise<void>;
}

/** One that can go away and come back at the same port. */
export interface UnsteadyService extends Service {
	/** Stops answering, and keeps its connections, until `resume`. */
	pause: () => void;
	resume: () => void;
	/** Ends immediately, without any cleanup. */
	crash: () => Promise<void>;
	/** Starts again after a crash, with what is left on its disk. */
	restart: () => Promise<void>;
}

/** Whether a program exits with 0; undefined if not, as `waitFor` expects it. */
export async function succeeds(command: string, args: string[]): Promise<true | undefined> {
	return await new Promise((resolve) => {
		execFile(command, args, (error) => resolve(error === null || undefined));
	});
}
