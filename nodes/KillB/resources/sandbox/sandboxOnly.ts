import { ENVIRONMENTS, killbRoot } from '../../../../core/killb/login';
import { FieldError, type Surroundings } from '../../../shared/operation';

/**
 * Keeps a simulation away from production, whichever way the credential names it.
 * @throws FieldError
 */
export async function requireSandbox(surroundings: Surroundings): Promise<void> {
	const { environment, baseUrl } = await surroundings.credential('killBApi');
	const fields = { environment: String(environment ?? ''), baseUrl: String(baseUrl ?? '') };
	if (killbRoot(fields).origin !== ENVIRONMENTS.production) return;
	throw new FieldError(
		'Environment',
		'of the KillB credential is Production, where payments are real and nothing can be simulated. Choose a credential of the sandbox',
	);
}
