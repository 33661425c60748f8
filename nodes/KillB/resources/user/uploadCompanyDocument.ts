import { COMPANY_UPLOADS } from '../../data/userDocuments';
import { uploadDocument } from './uploadDocument';

/** POST /api/v2/users/company/document (killb.md 3.6). */
export const uploadCompanyDocument = uploadDocument('company', COMPANY_UPLOADS, {
	name: 'Upload Company Document',
	action: 'Upload company document',
	description: 'Upload a company document for verification, such as its registration',
});
