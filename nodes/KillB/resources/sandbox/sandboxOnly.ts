import { ENVIRONMENTS, killbRoot } from '../../../../core/killb/login';
import { FieldError, type ExecutionContext } from '../../../shared/operation';

/**
 * Rejects a simulation in production, however the credential names it.
 * @throws FieldError
 */
export async function requireSandbox(executionContext: ExecutionContext): Promise<void> {
	const { environment, baseUrl } = await executionContext.credential('killBApi');
	const fields = { environment: String(environment ?? ''), baseUrl: String(baseUrl ?? '') };
	if (killbRoot(fields).origin !== ENVIRONMENTS.production) return;
	throw new FieldError(
		'Environment',
		'of the KillB credential is Production, where payments are real and nothing can be simulated. Choose a sandbox credential',
	);
}
