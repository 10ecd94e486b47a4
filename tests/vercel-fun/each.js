// usage: node each.js lambda.zip EVENT...
// Runs a package in @vercel/fun and prints what its Invoke returns for each event behind "answer " on a line of its own, for the function writes to the same output.
'use strict';
const { createFunction } = require('@vercel/fun');

async function main(zip, events) {
  const fn = await createFunction({ Code: { ZipFile: zip }, Runtime: 'provided', Handler: 'function' });
  try {
    for (const event of events) {
      const { FunctionError, Payload } = await fn.invoke({ InvocationType: 'RequestResponse', Payload: event });
      console.log('\nanswer ' + JSON.stringify({ FunctionError, Payload: String(Payload) }));
    }
  } finally {
    await fn.destroy();
  }
}

main(process.argv[2], process.argv.slice(3)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
