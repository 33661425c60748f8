import { type Sandbox, startSandbox } from '../../../sandbox';
import { killb, logIn } from './client';

/**
 * A sandbox for the tests of one file, reset before each test, and a session of its KillB customer.
 */
export class KillBSession {
	sandbox!: Sandbox;
	token!: string;

	/** Starts and stops the sandbox with jest. */
	static forThisFile(): KillBSession {
		const session = new KillBSession();
		beforeAll(async () => {
			session.sandbox = await startSandbox();
		});
		afterAll(async () => await session.sandbox.close());
		beforeEach(async () => {
			session.sandbox.state.reset();
			session.token = (await logIn(session.sandbox)).accessToken;
		});
		return session;
	}

	/** A request below `/api/v2` within the session. */
	readonly call = async (method: string, path: string, body?: unknown) =>
		await killb(this.sandbox, method, path, { token: this.token, body });
}
