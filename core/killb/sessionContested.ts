import { NotSent } from '../http/notSent';

/**
 * Raised instead of a login that would end the session of another process, which would end this one's in turn. That other
 * session is in n8n's store in a moment, and the next try of the request finds it there.
 */
export class SessionContested extends NotSent {
	constructor() {
		super(
			'Another login keeps ending the session with KillB. Give this n8n a KillB login that nothing else uses.',
			true,
		);
	}
}
