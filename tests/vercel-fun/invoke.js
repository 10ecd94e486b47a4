// usage: node invoke.js lambda.zip EVENT
// Runs a package in @vercel/fun, invokes it three times and prints each answer behind "answer ", for the function writes to the same output.
'use strict';
const { createFunction } = require('@vercel/fun');

// The function is stopped in between, the last time for longer than the server keeps an idle connection (5 s).
const pauses = [0, 0, 6000];

async function main(zip, event) {
  const fn = await createFunction({ Code: { ZipFile: zip }, Runtime: 'provided', Handler: 'function' });
  try {
    for (const pause of pauses) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      console.log('answer ' + JSON.stringify(await fn(event)));
    }
  } finally {
    await fn.destroy();
  }
}

main(process.argv[2], JSON.parse(process.argv[3])).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
