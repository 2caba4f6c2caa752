import { speaksAside, supposes, type Judge } from './claim.ts';

/** Products that stand in for one another: naming one that the plan does not know is another decision than the plan's. */
const products: { role: string; names: string }[] = [
  { role: 'database', names: 'PostgreSQL|Postgres|Mongo|MySQL|MariaDB|SQLite|MongoDB|DynamoDB|Firestore|Cassandra|CockroachDB|Oracle Database|SQL Server|Couchbase|CouchDB|Neo4j|Aurora|PlanetScale|Firebase|Supabase|ClickHouse|InfluxDB|TimescaleDB' },
  { role: 'access to the database', names: 'SQLAlchemy|SQLModel|Prisma|TypeORM|Sequelize|Mongoose|Drizzle|Hibernate|Django ORM|Tortoise|Beanie|Peewee|GORM|Entity Framework|PyMongo|asyncpg|Kysely|Knex' },
  { role: 'queue', names: 'RabbitMQ|Kafka|Celery|Dramatiq|Sidekiq|BullMQ|Bull|SQS|Pub/Sub|NATS|ActiveMQ|Temporal|Airflow|Resque|Huey|RQ|pg-boss' },
  { role: 'framework', names: 'FastAPI|Django|Flask|Express|NestJS|Fastify|Hono|Koa|Spring Boot|Spring|Rails|Ruby on Rails|Laravel|Symfony|Phoenix|Gin|Fiber|ASP\\.NET|Quarkus|Micronaut|Starlette|Litestar' },
  { role: 'language', names: '(?<=\\b(?:in|with|on|uses?|using) )(?:Go|Golang|Rust|Java|Kotlin|Scala|Ruby|PHP|Elixir|Python|TypeScript|JavaScript|Node\\.js|C#|C\\+\\+|Swift|Deno|Bun)' },
  { role: 'hosting', names: 'AWS Lambda|Lambda|Kubernetes|ECS|Fargate|Heroku|Vercel|Netlify|Cloud Run|App Engine|Azure Functions|Fly\\.io|Render|Nomad|OpenShift|Elastic Beanstalk|Docker Swarm' },
  { role: 'cache', names: 'Redis|Memcached|Hazelcast|Varnish|KeyDB|Valkey' },
  { role: 'sign-in', names: '[Pp]asswords?|[Mm]agic links?|SMS codes?|TOTP|Auth0|Okta|Keycloak|Cognito|Clerk|Firebase Auth|Supabase Auth|Entra ID|SAML' },
  { role: 'messages', names: 'SendGrid|Mailgun|Postmark|Mailchimp|Twilio|Vonage|Amazon SES|SES|Mailjet|Brevo|MessageBird|OneSignal|Firebase Cloud Messaging' },
  { role: 'payment', names: 'Stripe|PayPal|Adyen|Braintree|Klarna|Square|Mollie' },
  { role: 'monitoring', names: 'Datadog|New Relic|Sentry|Grafana|Prometheus|Splunk|CloudWatch|Honeycomb|PagerDuty' },
  { role: 'files', names: 'S3|MinIO|Google Cloud Storage|GCS|Azure Blob Storage|Cloudinary|Dropbox' },
  { role: 'build', names: 'Jenkins|CircleCI|GitLab CI|Travis CI|TeamCity|Buildkite|Bazel|Nix' },
  { role: 'source of data', names: 'Garmin Connect|Fitbit|Polar Flow|Suunto|Wahoo|Apple Health|Google Fit|Health Connect' },
  { role: 'search', names: 'Elasticsearch|OpenSearch|Algolia|Meilisearch|Typesense|Solr' },
  { role: 'language model', names: 'Claude|GPT-\\d\\w*|Gemini|Llama(?: \\d)?|Mistral|Bedrock|Azure OpenAI|OpenAI|Anthropic|Vertex AI|Ollama|DeepSeek' },
  { role: 'architecture', names: '[Mm]icro-?services?|service mesh|event sourcing|CQRS|multi-region|peer-to-peer' },
  { role: 'interface', names: 'GraphQL|gRPC|SOAP|tRPC|JSON-RPC' },
];
/** Names of one product. */
const aliases: Record<string, string> = { Postgres: 'Postgres(?:QL)?', PostgreSQL: 'Postgres(?:QL)?', Mongo: 'Mongo(?:DB)?', MongoDB: 'Mongo(?:DB)?', Golang: 'Go(?:lang)?', 'Supabase Auth': 'Supabase', passwords: 'passwords?', Passwords: 'passwords?', password: 'passwords?', Password: 'passwords?' };
const patterns = products.map(({ role, names }) => ({ role, pattern: new RegExp(`(?<![\\w/.-])(?:${names})(?![\\w-])`, 'g') }));
const elsewhere = /\b(?:customers?|competitors?|they|other teams?|import from|export to|migrat\w+ from|moved? (?:away )?from|replac(?:es|ed|ing|e) (?!by\b|with\b)|their own)\b/i;

/** A product for a part of the stack that nothing in the plan's documents names. */
export const technology: Judge = ({ text }, { text: told }) => {
  if (supposes.test(text) || elsewhere.test(text) || speaksAside(text)) return null;
  for (const { role, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const name = match[0];
      if (/\b(?:no|without|zero)\s+$/i.test(text.slice(0, match.index))) continue;
      if (!new RegExp(`(?<![\\w])${aliases[name] ?? name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w])`, name.length > 4 ? 'i' : '').test(told)) return `The plan names no ${name} (${role}).`;
    }
  }
  return null;
};
