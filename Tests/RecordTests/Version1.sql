BEGIN TRANSACTION;
CREATE TABLE about (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  meaning TEXT NOT NULL,
  PRIMARY KEY (table_name, column_name)
) STRICT, WITHOUT ROWID;
CREATE TABLE account (
  network TEXT NOT NULL REFERENCES network (name),
  name TEXT NOT NULL,
  balance TEXT NOT NULL CHECK (balance = '0' OR balance GLOB '[1-9]*' AND balance NOT GLOB '*[^0-9]*'
    OR name = '@mint' AND balance GLOB '-[1-9]*' AND substr(balance, 2) NOT GLOB '*[^0-9]*'),
  PRIMARY KEY (network, name)
) STRICT, WITHOUT ROWID;
INSERT INTO "account" VALUES('wards','@mint','-8000');
INSERT INTO "account" VALUES('wards','ann','4000');
INSERT INTO "account" VALUES('wards','bob','4000');
CREATE TABLE attempt (
  run INTEGER NOT NULL REFERENCES run (run),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  after_round INTEGER NOT NULL CHECK (after_round >= 0),
  started TEXT NOT NULL CHECK (started GLOB '????-??-??T??:??:??.???Z'),
  finished TEXT CHECK (finished GLOB '????-??-??T??:??:??.???Z'),
  ending TEXT CHECK (ending IN ('finished', 'interrupted', 'failed', 'killed')),
  reason TEXT,
  host TEXT NOT NULL,
  user TEXT NOT NULL,
  pid INTEGER NOT NULL CHECK (pid >= 0),
  command TEXT NOT NULL,
  version TEXT NOT NULL,
  git_branch TEXT,
  PRIMARY KEY (run, attempt),
  CHECK ((ending IS 'failed') = (reason IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO "attempt" VALUES(1,1,0,'2026-11-22T19:45:42.396Z','2026-11-22T19:45:42.486Z','finished',NULL,'alpha','ada',17719,'muster run job.yaml --record old.sqlite','0.1.0',NULL);
CREATE TABLE checkpoint (
  run INTEGER PRIMARY KEY REFERENCES run (run),
  round INTEGER NOT NULL,
  model BLOB NOT NULL,
  FOREIGN KEY (run, round) REFERENCES round (run, round)
) STRICT;
INSERT INTO "checkpoint" VALUES(1,2,X'5EFEEFBB60FEEF3B005A3737005E37B760AE47BD60AE473D');
CREATE TABLE client (
  run INTEGER NOT NULL REFERENCES run (run),
  client INTEGER NOT NULL CHECK (client >= 0),
  name TEXT NOT NULL,
  owner TEXT,
  operator TEXT,
  rows INTEGER NOT NULL CHECK (rows >= 0),
  label_counts TEXT NOT NULL CHECK (json_type(label_counts) = 'array'),
  PRIMARY KEY (run, client)
) STRICT, WITHOUT ROWID;
INSERT INTO "client" VALUES(1,0,'client-0','ann',NULL,16,'[4,12]');
INSERT INTO "client" VALUES(1,1,'client-1','bob',NULL,16,'[4,12]');
CREATE TABLE client_time (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  client INTEGER NOT NULL CHECK (client >= 0),
  worker INTEGER NOT NULL CHECK (worker >= 0),
  seconds REAL NOT NULL,
  PRIMARY KEY (run, round, client),
  FOREIGN KEY (run, round, client) REFERENCES client_update (run, round, client)
) STRICT, WITHOUT ROWID;
INSERT INTO "client_time" VALUES(1,1,0,2,1.69949998962692916393e-05);
INSERT INTO "client_time" VALUES(1,1,1,2,1.51300082507077604532e-06);
INSERT INTO "client_time" VALUES(1,2,0,1,5.07799995830282568931e-06);
INSERT INTO "client_time" VALUES(1,2,1,2,5.30699981027282774448e-06);
CREATE TABLE client_update (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  client INTEGER NOT NULL CHECK (client >= 0),
  rows INTEGER NOT NULL CHECK (rows >= 0),
  examples INTEGER NOT NULL CHECK (examples >= 0),
  steps INTEGER NOT NULL CHECK (steps >= 0),
  loss REAL NOT NULL,
  loss_bits TEXT NOT NULL CHECK (length(loss_bits) = 16 AND loss_bits NOT GLOB '*[^0-9a-f]*'),
  update_digest TEXT NOT NULL CHECK (length(update_digest) = 64 AND update_digest NOT GLOB '*[^0-9a-f]*'),
  contribution TEXT NOT NULL CHECK (contribution = '0' OR (contribution GLOB '[1-9]*' AND contribution NOT GLOB '*[^0-9]*' AND length(contribution) <= 39)),
  PRIMARY KEY (run, round, client),
  FOREIGN KEY (run, round) REFERENCES round (run, round),
  FOREIGN KEY (run, client) REFERENCES client (run, client)
) STRICT, WITHOUT ROWID;
INSERT INTO "client_update" VALUES(1,1,0,16,16,1,6.93147182464599609375e-01,'3fe62e4300000000','87cc22f42bea1a22188689546504f1b5e5194ae97065e98369f7be69f1d8b0e8','16');
INSERT INTO "client_update" VALUES(1,1,1,16,16,1,6.93147182464599609375e-01,'3fe62e4300000000','ac7113f568aeb608d245f9acbc293cd461d69d6fa561ae7c3581c940288de434','16');
INSERT INTO "client_update" VALUES(1,2,0,16,16,1,6.80578228086233139038e-01,'3fe5c74bfe000000','72adaa742b6c4fff0eb0315ca77c555219a8a83d1dfd7e2fabcf34c869b2335c','16');
INSERT INTO "client_update" VALUES(1,2,1,16,16,1,6.80790908634662628173e-01,'3fe5c90a04000000','1d9bd2d5cb3d147186b9acd5abd2464f7cdfbd3cac9ce279e94f2526813d4361','16');
CREATE TABLE data_file (
  run INTEGER NOT NULL REFERENCES run (run),
  position INTEGER NOT NULL CHECK (position >= 0),
  digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "data_file" VALUES(1,0,'9beac7c9adf249086ca194cb06171a85a72a2c786e8baec3ff738237c502a003');
CREATE TABLE dataset (
  run INTEGER PRIMARY KEY REFERENCES run (run),
  features TEXT NOT NULL CHECK (json_type(features) = 'array'),
  classes TEXT NOT NULL CHECK (json_type(classes) = 'array'),
  test_rows INTEGER NOT NULL CHECK (test_rows >= 0)
) STRICT;
INSERT INTO "dataset" VALUES(1,'["age","weight"]','["sick","well"]',8);
CREATE TABLE digest (
  run INTEGER NOT NULL REFERENCES run (run),
  part TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (run, part)
) STRICT, WITHOUT ROWID;
INSERT INTO "digest" VALUES(1,'client','45979ab42fd546db248f3d93fd1fc043a47603e0760223ba6c5d4af4c680cfba');
INSERT INTO "digest" VALUES(1,'client_update','4bd62aef362afd62e669c282b561cfefad6be43826ad1c295504957c9e341eba');
INSERT INTO "digest" VALUES(1,'data_file','2043239b796eebd95959e1abdc20d3fecc5ffb439f8cc6c7997ceb96c7f96e8e');
INSERT INTO "digest" VALUES(1,'dataset','250fdfd1694e9cec282e4e5db25e814fe8f00903fae76a7570c9ac7d0f8719f3');
INSERT INTO "digest" VALUES(1,'ending','7a06221c40ab42f3c756430a5c717878754c79ef07a3477432da79622be0b0c0');
INSERT INTO "digest" VALUES(1,'evaluation','4a84e0b935e19e64c7a7762fe2c522d009cfaef9fc2936ac7ed387916228b98d');
INSERT INTO "digest" VALUES(1,'field','ccd7cafbf44251e1cfc06892386fac95cfc9b1ee663f46ffcff84f4f31eb5705');
INSERT INTO "digest" VALUES(1,'git','e6c8c4a427c8e563c61d421cb722f63575c15680db45f2d7cd109377a51ff9de');
INSERT INTO "digest" VALUES(1,'inputs','78f4edb27717da02c266620d775a0c44ec3ab98a938e8901843b18a20c6816bb');
INSERT INTO "digest" VALUES(1,'network','1a4c0188f3ee4d69bc681e6163bbb204da0a0896f98e86a10f41c84d5e0289d4');
INSERT INTO "digest" VALUES(1,'opening','53f718111f4d4950db68dd7644c8e7ae42812fa57dc09973b1b7793b8d913288');
INSERT INTO "digest" VALUES(1,'opening_balance','b27400dc7304348f8e6bc552d4420b8b54534227caae4009c9f60900f522661e');
INSERT INTO "digest" VALUES(1,'record','5f89b50d9e48d8d3656d51874c984adc42e37ed84d08b4ab640efa12d8c7e6e4');
INSERT INTO "digest" VALUES(1,'results','11a62cb8de606cfe29fdae298c7340080f99795b7569218bd23d080ced185b4d');
INSERT INTO "digest" VALUES(1,'reward','a7382eea94bf4d0a359c3c655454eeb656d8e439b776584f5ec063719bcdf31e');
INSERT INTO "digest" VALUES(1,'round','05d684a9df49a500671eeb365d263b794984f7fc8162b5cc53e4efc0efba2777');
INSERT INTO "digest" VALUES(1,'run','f0234622be220464b959c66f0ff8317e119a5db710ea63e59b04e795f49a03f6');
INSERT INTO "digest" VALUES(1,'spec_file','acd70d679198daabd2dda377a02d26241d64c6465a29121890a0c9d9137b1996');
INSERT INTO "digest" VALUES(1,'transfer','14e6e23f4035c69d3c1ea3cc4eaa53e50c77ad9cb262606b7e060b38d38afe80');
CREATE TABLE ending (
  run INTEGER PRIMARY KEY REFERENCES run (run),
  outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'missed', 'diverged')),
  rounds INTEGER NOT NULL CHECK (rounds >= 0),
  diverged_round INTEGER,
  diverged_client INTEGER,
  CHECK ((outcome = 'diverged') = (diverged_round IS NOT NULL)),
  CHECK (diverged_client IS NULL OR diverged_round IS NOT NULL),
  FOREIGN KEY (run, diverged_client) REFERENCES client (run, client)
) STRICT;
INSERT INTO "ending" VALUES(1,'succeeded',2,NULL,NULL);
CREATE TABLE evaluation (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  rows INTEGER NOT NULL CHECK (rows >= 0),
  confusion TEXT NOT NULL CHECK (json_type(confusion) = 'array'),
  loss_sum REAL NOT NULL,
  loss_sum_bits TEXT NOT NULL CHECK (length(loss_sum_bits) = 16 AND loss_sum_bits NOT GLOB '*[^0-9a-f]*'),
  squared_error_sum REAL NOT NULL,
  squared_error_sum_bits TEXT NOT NULL CHECK (length(squared_error_sum_bits) = 16 AND squared_error_sum_bits NOT GLOB '*[^0-9a-f]*'),
  absolute_error_sum REAL NOT NULL,
  absolute_error_sum_bits TEXT NOT NULL CHECK (length(absolute_error_sum_bits) = 16 AND absolute_error_sum_bits NOT GLOB '*[^0-9a-f]*'),
  target_sum REAL NOT NULL,
  target_sum_bits TEXT NOT NULL CHECK (length(target_sum_bits) = 16 AND target_sum_bits NOT GLOB '*[^0-9a-f]*'),
  target_square_sum REAL NOT NULL,
  target_square_sum_bits TEXT NOT NULL CHECK (length(target_square_sum_bits) = 16 AND target_square_sum_bits NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (run, round),
  FOREIGN KEY (run, round) REFERENCES round (run, round)
) STRICT, WITHOUT ROWID;
INSERT INTO "evaluation" VALUES(1,1,8,'[0,2,0,6]',5.44861543178558349609e+00,'4015cb61d8000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
INSERT INTO "evaluation" VALUES(1,2,8,'[0,2,0,6]',5.36145937442779541015e+00,'4015722268000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000',0.0,'0000000000000000');
CREATE TABLE field (
  run INTEGER NOT NULL REFERENCES run (run),
  path TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;
INSERT INTO "field" VALUES(1,'data.owners.0','ann');
INSERT INTO "field" VALUES(1,'data.owners.1','bob');
INSERT INTO "field" VALUES(1,'data.partitions.iid.clients','2');
INSERT INTO "field" VALUES(1,'data.source.drop','[]');
INSERT INTO "field" VALUES(1,'data.source.features','[]');
INSERT INTO "field" VALUES(1,'data.source.label','state');
INSERT INTO "field" VALUES(1,'data.source.scale','standard');
INSERT INTO "field" VALUES(1,'data.test.fraction','0.2');
INSERT INTO "field" VALUES(1,'data.test.stratified','false');
INSERT INTO "field" VALUES(1,'federation.cohort.at_least','1');
INSERT INTO "field" VALUES(1,'federation.cohort.fraction','1');
INSERT INTO "field" VALUES(1,'federation.evaluate.every','1');
INSERT INTO "field" VALUES(1,'federation.rounds','2');
INSERT INTO "field" VALUES(1,'federation.strategy','fedavg');
INSERT INTO "field" VALUES(1,'kind','job');
INSERT INTO "field" VALUES(1,'model','softmax');
INSERT INTO "field" VALUES(1,'name','wards');
INSERT INTO "field" VALUES(1,'participants.ann.roles.0','data');
INSERT INTO "field" VALUES(1,'participants.bob.roles.0','data');
INSERT INTO "field" VALUES(1,'schema','muster/v1');
INSERT INTO "field" VALUES(1,'seed','9');
INSERT INTO "field" VALUES(1,'tokenomics.contribution','samples');
INSERT INTO "field" VALUES(1,'tokenomics.emission.per_round','40');
INSERT INTO "field" VALUES(1,'tokenomics.genesis','{}');
INSERT INTO "field" VALUES(1,'tokenomics.network','wards');
INSERT INTO "field" VALUES(1,'tokenomics.split.compute','0%');
INSERT INTO "field" VALUES(1,'tokenomics.split.data','100%');
INSERT INTO "field" VALUES(1,'tokenomics.split.treasury','0%');
INSERT INTO "field" VALUES(1,'tokenomics.split.validator','0%');
INSERT INTO "field" VALUES(1,'tokenomics.token.decimals','2');
INSERT INTO "field" VALUES(1,'tokenomics.token.symbol','W');
INSERT INTO "field" VALUES(1,'training.batch_size','32');
INSERT INTO "field" VALUES(1,'training.epochs','1');
INSERT INTO "field" VALUES(1,'training.optimizer.sgd.learning_rate','0.1');
INSERT INTO "field" VALUES(1,'training.optimizer.sgd.momentum','0');
INSERT INTO "field" VALUES(1,'training.optimizer.sgd.weight_decay','0');
INSERT INTO "field" VALUES(1,'training.shuffle','true');
INSERT INTO "field" VALUES(1,'use_case.industry','healthcare');
INSERT INTO "field" VALUES(1,'use_case.task','classification');
CREATE TABLE file_path (
  run INTEGER NOT NULL REFERENCES run (run),
  kind TEXT NOT NULL CHECK (kind IN ('spec', 'data')),
  position INTEGER NOT NULL CHECK (position >= 0),
  path TEXT NOT NULL,
  PRIMARY KEY (run, kind, position)
) STRICT, WITHOUT ROWID;
INSERT INTO "file_path" VALUES(1,'data',0,'rows.csv');
INSERT INTO "file_path" VALUES(1,'spec',0,'/jobs/job.yaml');
CREATE TABLE git (
  run INTEGER PRIMARY KEY REFERENCES run (run),
  commit_hash TEXT NOT NULL,
  dirty INTEGER NOT NULL CHECK (dirty IN (0, 1)),
  diff_digest TEXT CHECK (length(diff_digest) = 64 AND diff_digest NOT GLOB '*[^0-9a-f]*'),
  CHECK (dirty = (diff_digest IS NOT NULL))
) STRICT;
CREATE TABLE network (
  name TEXT NOT NULL PRIMARY KEY,
  symbol TEXT NOT NULL,
  decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 38),
  max_supply TEXT CHECK (max_supply = '0' OR (max_supply GLOB '[1-9]*' AND max_supply NOT GLOB '*[^0-9]*' AND length(max_supply) <= 39))
) STRICT, WITHOUT ROWID;
INSERT INTO "network" VALUES('wards','W',2,NULL);
CREATE TABLE opening (
  run INTEGER NOT NULL REFERENCES run (run),
  after_round INTEGER NOT NULL CHECK (after_round >= 0),
  height INTEGER NOT NULL CHECK (height >= 0),
  PRIMARY KEY (run, after_round)
) STRICT, WITHOUT ROWID;
INSERT INTO "opening" VALUES(1,0,0);
CREATE TABLE opening_balance (
  run INTEGER NOT NULL REFERENCES run (run),
  after_round INTEGER NOT NULL CHECK (after_round >= 0),
  account TEXT NOT NULL,
  amount TEXT NOT NULL CHECK (amount GLOB '[1-9]*' AND amount NOT GLOB '*[^0-9]*'
    OR account = '@mint' AND amount GLOB '-[1-9]*' AND substr(amount, 2) NOT GLOB '*[^0-9]*'),
  PRIMARY KEY (run, after_round, account),
  FOREIGN KEY (run, after_round) REFERENCES opening (run, after_round)
) STRICT, WITHOUT ROWID;
CREATE TABLE placement (
  run INTEGER NOT NULL REFERENCES run (run),
  path TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;
INSERT INTO "placement" VALUES(1,'data.source.csv','rows.csv');
CREATE TABLE reproduction (
  run INTEGER NOT NULL REFERENCES run (run),
  number INTEGER NOT NULL CHECK (number >= 1),
  at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.???Z'),
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'incomparable')),
  first_difference TEXT,
  host TEXT NOT NULL,
  version TEXT NOT NULL,
  PRIMARY KEY (run, number),
  CHECK ((verdict = 'same') = (first_difference IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE reward (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  account TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('data', 'compute', 'validator', 'treasury')),
  amount TEXT NOT NULL CHECK (amount GLOB '[1-9]*' AND amount NOT GLOB '*[^0-9]*' AND length(amount) <= 39),
  weight TEXT NOT NULL CHECK (weight = '0' OR (weight GLOB '[1-9]*' AND weight NOT GLOB '*[^0-9]*' AND length(weight) <= 39)),
  total_weight TEXT NOT NULL CHECK (total_weight = '0' OR (total_weight GLOB '[1-9]*' AND total_weight NOT GLOB '*[^0-9]*' AND length(total_weight) <= 39)),
  pot TEXT NOT NULL CHECK (pot = '0' OR (pot GLOB '[1-9]*' AND pot NOT GLOB '*[^0-9]*' AND length(pot) <= 39)),
  PRIMARY KEY (run, round, account, reason),
  FOREIGN KEY (run, round) REFERENCES round (run, round)
) STRICT, WITHOUT ROWID;
INSERT INTO "reward" VALUES(1,1,'ann','data','2000','16','32','4000');
INSERT INTO "reward" VALUES(1,1,'bob','data','2000','16','32','4000');
INSERT INTO "reward" VALUES(1,2,'ann','data','2000','16','32','4000');
INSERT INTO "reward" VALUES(1,2,'bob','data','2000','16','32','4000');
CREATE TABLE round (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  model_digest TEXT NOT NULL CHECK (length(model_digest) = 64 AND model_digest NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (run, round)
) STRICT, WITHOUT ROWID;
INSERT INTO "round" VALUES(1,1,'d960dda9d3c1a38cdc3dd60b5cc637da49d4a352fdecea6aaa8be2617deefbae');
INSERT INTO "round" VALUES(1,2,'bdbe067d58cb222dee1152f4899d8cfe1a895e03ec1a7132b1e98667e677a3f2');
CREATE TABLE round_time (
  run INTEGER NOT NULL REFERENCES run (run),
  round INTEGER NOT NULL CHECK (round >= 1),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  finished TEXT NOT NULL CHECK (finished GLOB '????-??-??T??:??:??.???Z'),
  seconds REAL NOT NULL,
  PRIMARY KEY (run, round),
  FOREIGN KEY (run, round) REFERENCES round (run, round),
  FOREIGN KEY (run, attempt) REFERENCES attempt (run, attempt)
) STRICT, WITHOUT ROWID;
INSERT INTO "round_time" VALUES(1,1,1,'2026-11-22T19:45:42.485Z',6.52238349994149757549e-02);
INSERT INTO "round_time" VALUES(1,2,1,'2026-11-22T19:45:42.486Z',1.24946000141790136694e-04);
CREATE TABLE run (
  run INTEGER PRIMARY KEY,
  run_key TEXT NOT NULL CHECK (length(run_key) = 64 AND run_key NOT GLOB '*[^0-9a-f]*'),
  job TEXT NOT NULL,
  seed TEXT NOT NULL CHECK (seed = '0' OR (seed GLOB '[1-9]*' AND seed NOT GLOB '*[^0-9]*' AND length(seed) <= 39)),
  rounds INTEGER NOT NULL CHECK (rounds >= 1),
  arithmetic INTEGER NOT NULL CHECK (arithmetic >= 0),
  network TEXT REFERENCES network (name),
  UNIQUE (run_key)
) STRICT;
INSERT INTO "run" VALUES(1,'9c064eabd81cb1f21edb5286a0902539c35a750cf5e4bebbfeaf03c965f7edf6','wards','9',2,1,'wards');
CREATE TABLE spec_file (
  run INTEGER NOT NULL REFERENCES run (run),
  position INTEGER NOT NULL CHECK (position >= 0),
  text TEXT NOT NULL,
  PRIMARY KEY (run, position)
) STRICT;
INSERT INTO "spec_file" VALUES(1,0,'schema: muster/v1
kind: job
name: wards
seed: 9
use_case: {industry: healthcare, task: classification}
data:
  source: {csv: rows.csv, label: state, scale: standard}
  partitions: {iid: {clients: 2}}
  owners: [ann, bob]
model: softmax
training: {optimizer: {sgd: {learning_rate: 0.1}}}
federation: {rounds: 2}
tokenomics:
  network: wards
  token: {symbol: W, decimals: 2}
  emission: {per_round: "40"}
  split: {data: 100%}
participants: {ann: {roles: [data]}, bob: {roles: [data]}}
');
CREATE TABLE transfer (
  network TEXT NOT NULL REFERENCES network (name),
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  debit TEXT NOT NULL,
  credit TEXT NOT NULL,
  amount TEXT NOT NULL CHECK (amount GLOB '[1-9]*' AND amount NOT GLOB '*[^0-9]*' AND length(amount) <= 39),
  reason TEXT NOT NULL CHECK (reason IN ('genesis', 'data', 'compute', 'validator', 'treasury')),
  run INTEGER,
  round INTEGER,
  PRIMARY KEY (network, sequence),
  UNIQUE (run, round, credit, reason),
  CHECK (debit <> credit),
  CHECK ((reason = 'genesis') = (run IS NULL) AND (run IS NULL) = (round IS NULL)),
  FOREIGN KEY (network, debit) REFERENCES account (network, name),
  FOREIGN KEY (network, credit) REFERENCES account (network, name),
  FOREIGN KEY (run, round, credit, reason) REFERENCES reward (run, round, account, reason)
) STRICT, WITHOUT ROWID;
INSERT INTO "transfer" VALUES('wards',1,'@mint','ann','2000','data',1,1);
INSERT INTO "transfer" VALUES('wards',2,'@mint','bob','2000','data',1,1);
INSERT INTO "transfer" VALUES('wards',3,'@mint','ann','2000','data',1,2);
INSERT INTO "transfer" VALUES('wards',4,'@mint','bob','2000','data',1,2);
CREATE TABLE worker (
  run INTEGER NOT NULL REFERENCES run (run),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  worker INTEGER NOT NULL CHECK (worker >= 0),
  pool TEXT NOT NULL,
  host TEXT NOT NULL,
  pid INTEGER NOT NULL CHECK (pid >= 0),
  version TEXT NOT NULL,
  blas_library TEXT NOT NULL,
  blas_configuration TEXT NOT NULL,
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64 AND fingerprint NOT GLOB '*[^0-9a-f]*'),
  PRIMARY KEY (run, attempt, worker),
  FOREIGN KEY (run, attempt) REFERENCES attempt (run, attempt)
) STRICT, WITHOUT ROWID;
INSERT INTO "worker" VALUES(1,1,1,'local','alpha',17722,'0.1.0','/usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3','OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH NO_AFFINITY Haswell MAX_THREADS=64','3544bf60e3103bfa4f00d7f1e394dda64838bcfcd919d10f022f798687232512');
INSERT INTO "worker" VALUES(1,1,2,'local','alpha',17723,'0.1.0','/usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3','OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH NO_AFFINITY Haswell MAX_THREADS=64','3544bf60e3103bfa4f00d7f1e394dda64838bcfcd919d10f022f798687232512');
CREATE TABLE worker_loss (
  run INTEGER NOT NULL REFERENCES run (run),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  loss INTEGER NOT NULL CHECK (loss >= 1),
  worker INTEGER NOT NULL CHECK (worker >= 0),
  round INTEGER NOT NULL CHECK (round >= 0),
  reason TEXT NOT NULL,
  lost TEXT NOT NULL CHECK (lost GLOB '????-??-??T??:??:??.???Z'),
  PRIMARY KEY (run, attempt, loss),
  FOREIGN KEY (run, attempt) REFERENCES attempt (run, attempt)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX genesis_once ON transfer (network, credit) WHERE reason = 'genesis';
CREATE VIEW runs AS
SELECT run.run, job,
  coalesce(outcome, CASE WHEN last.ending IS NULL THEN 'running' ELSE 'interrupted' END) AS status,
  (SELECT count(*) FROM round WHERE round.run = run.run) AS rounds_done, run.rounds AS rounds_planned,
  diverged_round, diverged_client, network, first.started, last.finished,
  (SELECT digest FROM digest WHERE digest.run = run.run AND part = 'record') AS record_digest, run_key, seed,
  arithmetic
FROM run
LEFT JOIN ending ON ending.run = run.run
JOIN attempt AS first ON first.run = run.run AND first.attempt = 1
JOIN attempt AS last
  ON last.run = run.run AND last.attempt = (SELECT max(attempt) FROM attempt WHERE attempt.run = run.run)
ORDER BY run.run;
CREATE VIEW attempts AS
SELECT run, attempt, job, after_round, started, finished, coalesce(ending, 'running') AS ending, reason, host,
  user, pid, command, version, commit_hash, git_branch, dirty
FROM attempt JOIN run USING (run) LEFT JOIN git USING (run)
ORDER BY run, attempt;
CREATE VIEW fields AS
SELECT run, path, value, 1 AS identity FROM field
UNION ALL SELECT run, path, value, 0 FROM placement
ORDER BY run, path;
CREATE VIEW files AS
SELECT run, 'spec' AS kind, position, path, NULL AS digest
FROM spec_file LEFT JOIN file_path USING (run, position) WHERE kind = 'spec'
UNION ALL
SELECT run, 'data', position, path, digest
FROM data_file LEFT JOIN file_path USING (run, position) WHERE kind = 'data'
ORDER BY run, kind DESC, position;
CREATE VIEW clients AS
SELECT run, client.client, name, owner, operator, client.rows, label_counts, count(round) AS rounds_served,
  coalesce(sum(examples), 0) AS examples
FROM client LEFT JOIN client_update USING (run, client)
GROUP BY run, client.client ORDER BY run, client.client;
CREATE VIEW rounds AS
SELECT run, round, count(client) AS clients, sum(loss * examples) / sum(examples) AS training_loss,
  loss_sum / evaluation.rows AS test_loss,
  (SELECT value FROM metrics
    WHERE metrics.run = round.run AND metrics.round = round.round AND metric = 'accuracy') AS accuracy,
  finished, seconds, model_digest
FROM round LEFT JOIN client_update USING (run, round) LEFT JOIN evaluation USING (run, round)
LEFT JOIN round_time USING (run, round)
GROUP BY run, round ORDER BY run, round;
CREATE VIEW confusion AS
SELECT run, round, json_extract(classes, '$[' || (cell.key / json_array_length(classes)) || ']') AS truth,
  json_extract(classes, '$[' || (cell.key % json_array_length(classes)) || ']') AS predicted, cell.value AS rows
FROM evaluation JOIN dataset USING (run), json_each(confusion) AS cell;
CREATE VIEW metrics AS
SELECT run, round, 'loss' AS metric, '' AS class, loss_sum / rows AS value FROM evaluation
UNION ALL SELECT run, round, 'accuracy', '', 1.0 * sum(rows * (truth = predicted)) / sum(rows)
  FROM confusion GROUP BY run, round
UNION ALL SELECT run, round, 'recall', truth, 1.0 * sum(rows * (truth = predicted)) / sum(rows)
  FROM confusion GROUP BY run, round, truth
UNION ALL SELECT run, round, 'precision', predicted, 1.0 * sum(rows * (truth = predicted)) / sum(rows)
  FROM confusion GROUP BY run, round, predicted
UNION ALL SELECT run, round, 'mse', '', squared_error_sum / rows FROM evaluation WHERE confusion = '[]'
UNION ALL SELECT run, round, 'mae', '', absolute_error_sum / rows FROM evaluation WHERE confusion = '[]';
CREATE VIEW updates AS
SELECT run, round, client, name, owner, operator, examples, steps, loss, contribution, worker, seconds,
  update_digest
FROM client_update JOIN client USING (run, client) LEFT JOIN client_time USING (run, round, client)
ORDER BY run, round, client;
CREATE VIEW rewards AS
SELECT run, job, round, account, reason, CASE decimals WHEN 0 THEN amount ELSE
    substr((replace(hex(zeroblob(max(0, decimals + 1 - length(amount)))), '00', '0') || amount), 1, length((replace(hex(zeroblob(max(0, decimals + 1 - length(amount)))), '00', '0') || amount)) - decimals) || '.' || substr((replace(hex(zeroblob(max(0, decimals + 1 - length(amount)))), '00', '0') || amount), -decimals) END AS amount, symbol,
  weight || ' of ' || total_weight AS weight, CASE decimals WHEN 0 THEN pot ELSE
    substr((replace(hex(zeroblob(max(0, decimals + 1 - length(pot)))), '00', '0') || pot), 1, length((replace(hex(zeroblob(max(0, decimals + 1 - length(pot)))), '00', '0') || pot)) - decimals) || '.' || substr((replace(hex(zeroblob(max(0, decimals + 1 - length(pot)))), '00', '0') || pot), -decimals) END AS pot
FROM reward JOIN run USING (run) JOIN network ON network.name = run.network
ORDER BY run, round, reason, account;
CREATE VIEW balances AS
SELECT network, account.name AS account,
  CASE WHEN balance GLOB '-*' THEN '-' || CASE decimals WHEN 0 THEN substr(balance, 2) ELSE
    substr((replace(hex(zeroblob(max(0, decimals + 1 - length(substr(balance, 2))))), '00', '0') || substr(balance, 2)), 1, length((replace(hex(zeroblob(max(0, decimals + 1 - length(substr(balance, 2))))), '00', '0') || substr(balance, 2))) - decimals) || '.' || substr((replace(hex(zeroblob(max(0, decimals + 1 - length(substr(balance, 2))))), '00', '0') || substr(balance, 2)), -decimals) END ELSE CASE decimals WHEN 0 THEN balance ELSE
    substr((replace(hex(zeroblob(max(0, decimals + 1 - length(balance)))), '00', '0') || balance), 1, length((replace(hex(zeroblob(max(0, decimals + 1 - length(balance)))), '00', '0') || balance)) - decimals) || '.' || substr((replace(hex(zeroblob(max(0, decimals + 1 - length(balance)))), '00', '0') || balance), -decimals) END END AS balance,
  symbol
FROM account JOIN network ON network.name = account.network
ORDER BY network, account;
CREATE VIEW transfers AS
SELECT network, sequence, debit, credit, CASE decimals WHEN 0 THEN amount ELSE
    substr((replace(hex(zeroblob(max(0, decimals + 1 - length(amount)))), '00', '0') || amount), 1, length((replace(hex(zeroblob(max(0, decimals + 1 - length(amount)))), '00', '0') || amount)) - decimals) || '.' || substr((replace(hex(zeroblob(max(0, decimals + 1 - length(amount)))), '00', '0') || amount), -decimals) END AS amount, symbol, reason, run, round
FROM transfer JOIN network ON network.name = transfer.network
ORDER BY network, sequence;
CREATE VIEW workers AS
SELECT run, attempt, worker, pool, host, pid, version, blas_library, blas_configuration,
  (SELECT group_concat('round ' || round || ': ' || reason, '; ') FROM worker_loss AS lost
    WHERE lost.run = worker.run AND lost.attempt = worker.attempt AND lost.worker = worker.worker) AS losses,
  fingerprint
FROM worker ORDER BY run, attempt, worker;
CREATE VIEW reproductions AS
SELECT run, job, number, at, verdict, first_difference, host, version
FROM reproduction JOIN run USING (run) ORDER BY run, number;
COMMIT;
