/** Services that run the checks of each change, by answer, with the file each reads. */
export const ciFiles: Readonly<Record<string, string>> = { github: '.github/workflows/ci.yml', gitlab: '.gitlab-ci.yml', azure: 'azure-pipelines.yml', circleci: '.circleci/config.yml' };
