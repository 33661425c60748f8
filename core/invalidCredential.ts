import { CodedError } from './errors';

/** Returns the error for a malformed credential, with a message for the user who fills it in. */
export function invalidCredential(message: string): CodedError {
	return new CodedError('CREDENTIAL_INVALID', message);
}
