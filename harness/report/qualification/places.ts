/** Where the pages of qualifications and of runs find each other below one folder of reports. */

/** Below the folder of reports. */
export const QUALIFICATION_FOLDER = 'qualification';
export const QUALIFICATION_PAGE = 'qualification.html';
/** From the folder of a run. */
export const FROM_RUN = `../${QUALIFICATION_FOLDER}/${QUALIFICATION_PAGE}`;
/** From the folder of the qualification. */
export const LATEST_REPORT = '../latest/report.html';
