/**
 * Everything that a client needs to use a running sandbox: the first line of the command's output.
 */
export interface SandboxDetails {
	/** KernelHost's API root, the part before `/v1`. */
	kernelhost: string;
	/** KillB's base URL, the part before `/api/v2`. */
	killb: string;
	keyId: string;
	secret: string;
	email: string;
	password: string;
	/** Signs the webhooks of both services, unless a KillB webhook config brings its own. */
	webhookSecret: string;
	control: string;
}

/** The path of KernelHost's API root on its host (kernelhost.md 1). */
export const KERNELHOST_ROOT = '/cp/kh_reseller_api';
export const KILLB_ROOT = '/api/v2';
export const CONTROL_ROOT = '/control';

/**
 * The one account of either service. The same on every start, so that credentials typed into n8n
 * stay valid; they only work for a sandbox.
 */
export const ACCOUNT = {
	keyId: 'kh_live_SANDBOX0SANDBOX0SANDBOX0SANDBOX0',
	secret: 'SANDBOXSECRETSANDBOXSECRET123456',
	email: 'operator@sandbox.example',
	password: 'Sandbox-Passw0rd!',
	webhookSecret: 'whsec_sandbox_0123456789abcdef0123456789abcdef',
} as const;

export function detailsAt(origin: string): SandboxDetails {
	return {
		kernelhost: origin + KERNELHOST_ROOT,
		killb: origin,
		...ACCOUNT,
		control: origin + CONTROL_ROOT,
	};
}
