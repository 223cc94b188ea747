// ClickHouse's HTTP interface over chDB, as far as ClvPredict speaks it: a statement in the body, or in ?query= with the rows of
// an INSERT in the body.   NODE_PATH=FOLDER/node_modules node server.cjs DATA_FOLDER   prints the port on a line of its own.
// chDB is ClickHouse within this process (a current version); one statement runs at a time.
const fs = require('fs');
const http = require('http');
const path = require('path');
const { Session } = require('chdb');

const folder = process.argv[2];
const session = new Session(path.join(folder, 'data'));
let running = Promise.resolve();
let number = 0;

const read = (request) =>
    new Promise((resolve, reject) => {
        const parts = [];
        request.on('data', (part) => parts.push(part));
        request.on('end', () => resolve(Buffer.concat(parts)));
        request.on('aborted', () => reject(new Error('the request was cut off')));
        request.on('error', reject);
    });

const literal = (text) => "'" + text.replace(/\\/g, '\\\\').replace(/'/g, "\\'") + "'";

async function run(parameters, body) {
    const database = parameters.get('database');
    if (database) await session.queryAsync('USE `' + database + '`');
    const insert = parameters.get('query');
    if (!insert) return (await session.queryAsync(body.toString('utf8'), { format: 'TabSeparated' })).bytes();
    // The rows pass through a file: a statement is text, and RowBinary is none.
    const file = path.join(folder, 'rows-' + number++);
    fs.writeFileSync(file, body);
    try {
        return (
            await session.queryAsync(
                insert.replace(/ FORMAT (\w+)$/, (_, format) => ' FROM INFILE ' + literal(file) + ' FORMAT ' + format)
            )
        ).bytes();
    } finally {
        fs.unlinkSync(file);
    }
}

http.createServer(async (request, response) => {
    let body;
    try {
        body = await read(request);
    } catch {
        return;
    }
    const parameters = new URL(request.url, 'http://localhost').searchParams;
    const answer = (running = running.then(() => run(parameters, body).then((bytes) => [200, Buffer.from(bytes)], (e) => [500, Buffer.from(e.message.replace(/^Query failed: /, ''))])));
    const [status, bytes] = await answer;
    response.writeHead(status, { 'Content-Length': bytes.length });
    response.end(bytes);
}).listen(0, '127.0.0.1', function () {
    console.log(this.address().port);
});
