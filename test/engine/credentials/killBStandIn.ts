import { sign, verify } from 'jsonwebtoken';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { type WireAnswer, type WireRequest, WireServer } from '../../support/engine';

const KEY = 'the stand-in signs its tokens with this';

/** The settings of an account that a test may change. */
export interface Account {
	/**
	 * Accepted passwords; a changed password is added, because the old token stays valid at KillB.
	 */
	passwords: string[];
	/** Lifetime of an access token; the documented one (killb.md 2.1). */
	lifetimeSeconds: number;
	rejectRefresh: boolean;
	/**
	 * A new login or refresh ends all earlier access tokens: the strictest reading of what KillB
	 * leaves open.
	 */
	singleSession: boolean;
	/** Handles everything except logins, after the token was accepted. */
	answer: (request: WireRequest) => WireAnswer | Promise<WireAnswer>;
	/** Called for every login and refresh before the response. */
	beforeTokens: () => Promise<void>;
}

/**
 * KillB's login as killb.md 2 documents it, strict, and with a request log. Every test uses an
 * account under its own path, so that nothing that the package remembers of one account can affect
 * the next test.
 */
export class KillBStandIn {
	account!: Account;
	/**
	 * `login`, `refresh`, or method and path, with the status of the response; in the order of
	 * arrival.
	 */
	readonly log: string[] = [];

	private accounts = 0;
	private issued = 0;
	private readonly accepted = new Set<string>();

	private constructor(readonly server: WireServer) {}

	static async start(): Promise<KillBStandIn> {
		const server = await WireServer.start();
		return new KillBStandIn(server);
	}

	begin(changes: Partial<Account> = {}): void {
		this.accounts++;
		this.log.length = 0;
		this.accepted.clear();
		this.account = {
			passwords: ['Right-Passw0rd'],
			lifetimeSeconds: 3600,
			rejectRefresh: false,
			singleSession: false,
			answer: () => ({ body: { ok: true } }),
			beforeTokens: async () => {},
			...changes,
		};
		this.server.answer(async (request) => {
			const place = this.log.push('') - 1;
			const [name, answer] = await this.route(request);
			this.log[place] = `${name} ${answer.status ?? 200}`;
			return answer;
		});
	}

	/** Ends every session at the server; the tokens still look valid. */
	revoke(): void {
		this.accepted.clear();
	}

	get url(): string {
		return `${this.server.url}/account-${this.accounts}`;
	}

	fields(changes: ICredentialDataDecryptedObject = {}) {
		return {
			killBApi: {
				environment: 'custom',
				baseUrl: this.url,
				email: 'someone@killb.example',
				password: 'Right-Passw0rd',
				...changes,
			} as ICredentialDataDecryptedObject,
		};
	}

	private async route(request: WireRequest): Promise<[string, WireAnswer]> {
		const path = request.target.replace(/^\/account-\d+\/api\/v2/, '');
		const json = () => JSON.parse(request.body.toString()) as Record<string, string>;
		if (path === '/auth/login') {
			await this.account.beforeTokens();
			const known = this.account.passwords.includes(String(json().password));
			return ['login', known ? this.tokens() : rejection('AUTH.0001')];
		}
		if (path === '/auth/refresh') {
			await this.account.beforeTokens();
			const usable = !this.account.rejectRefresh && isValid(json().refreshToken, 'refresh');
			return ['refresh', usable ? this.tokens() : rejection('AUTH.0003')];
		}
		const token = request.headers.authorization?.replace(/^Bearer /, '');
		const accepted = isValid(token, 'access') && this.accepted.has(String(token));
		const name = `${request.method} ${path}`;
		return [name, accepted ? await this.account.answer(request) : rejection('AUTH.0002')];
	}

	private tokens(): WireAnswer {
		const { lifetimeSeconds, singleSession } = this.account;
		const jti = String(++this.issued);
		const accessToken = sign({ use: 'access', jti }, KEY, { expiresIn: lifetimeSeconds });
		const refreshToken = sign({ use: 'refresh', jti }, KEY, { expiresIn: '30d' });
		if (singleSession) this.accepted.clear();
		this.accepted.add(accessToken);
		const expiresIn = lifetimeSeconds * 1000;
		return { status: 201, body: { accessToken, expiresIn, refreshToken } };
	}
}

function isValid(token: string | undefined, use: 'access' | 'refresh'): boolean {
	try {
		return (verify(String(token), KEY) as { use?: string }).use === use;
	} catch {
		return false;
	}
}

function rejection(errorCode: string): WireAnswer {
	return { status: 401, body: { errorCode, message: ['refused'], statusCode: '401' } };
}
