import { PERSON_UPLOADS } from '../../data/userDocuments';
import { uploadDocument } from './uploadDocument';

/** POST /api/v2/users/person/document (killb.md 3.6). */
export const uploadPersonDocument = uploadDocument('person', PERSON_UPLOADS, {
	name: 'Upload Person Document',
	action: 'Upload person document',
	description: 'Upload a personal document for verification, such as both sides of an ID card',
});
