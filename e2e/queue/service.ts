import { execFile } from 'node:child_process';

/** A server of this run on loopback. */
export interface Service {
	port: number;
	stop: () => Promise<void>;
}

/** Whether a program ends with 0; undefined if not, as `waitFor` takes it. */
export async function succeeds(command: string, args: string[]): Promise<true | undefined> {
	return await new Promise((resolve) => {
		execFile(command, args, (error) => resolve(error === null || undefined));
	});
}
