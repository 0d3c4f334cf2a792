#!/usr/bin/env python3
"""claim.py FILE: deploys a token and a distributor of a settlement file's root in an EVM (revm), claims everything that the
file lists, and tries what must be refused. Needs pyrevm 0.3.7. Prints what came of it; any claim that fails is an error."""
import json
import pathlib
import sys

from pyrevm import EVM, BlockEnv, CfgEnv, Env

contracts = json.loads((pathlib.Path(__file__).parent / "contracts.json").read_text())
payer = "0x" + "aa" * 20


def word(value):
    """One argument of 32 bytes: a number, or an address or hash in hexadecimal."""
    return value.to_bytes(32, "big") if isinstance(value, int) else bytes.fromhex(value[2:]).rjust(32, b"\0")


def call(contract, method, *arguments):
    return bytes.fromhex(contracts[contract]["methods"][method][2:]) + b"".join(map(word, arguments))


def deploy(evm, contract, *arguments):
    return evm.deploy(payer, bytes.fromhex(contracts[contract]["bytecode"][2:]) + b"".join(map(word, arguments)))


def claim(evm, distributor, address, amount, proof):
    head = call("Distributor", "claim(address,uint256,bytes32[])", address, amount, 96, len(proof))
    evm.message_call(payer, distributor, head + b"".join(map(word, proof)))


def refused(action, *arguments):
    try:
        action(*arguments)
    except RuntimeError:
        return "refused"
    return "NOT REFUSED"


def balance(evm, token, address):
    return int.from_bytes(evm.message_call(payer, token, call("Token", "balanceOf(address)", address)), "big")


def machine(chain_id):
    evm = EVM(env=Env(cfg=CfgEnv(chain_id=chain_id), block=BlockEnv()))
    evm.set_balance(payer, 10**24)
    return evm


settlement = json.loads(pathlib.Path(sys.argv[1]).read_text())["settlement"]
chain_id, root, total = settlement["chain_id"], settlement["root"], int(settlement["total"])
evm = machine(chain_id)
token = deploy(evm, "Token", total, settlement["decimals"])
distributor = deploy(evm, "Distributor", token, root, chain_id)
evm.message_call(payer, token, call("Token", "transfer(address,uint256)", distributor, total))

for address, it in settlement["claims"].items():
    amount, proof = int(it["amount"]), it["proof"]
    elsewhere = "0x" + "bb" * 20
    print(address, "wrong amount:", refused(claim, evm, distributor, address, amount + 1, proof), end=", ")
    print("wrong proof:", refused(claim, evm, distributor, address, amount, proof + [root]), end=", ")
    print("another's claim:", refused(claim, evm, distributor, elsewhere, amount, proof), end=", ")
    claim(evm, distributor, address, amount, proof)
    print("claimed", balance(evm, token, address), end=", ")
    print("again:", refused(claim, evm, distributor, address, amount, proof))

print("left to claim", balance(evm, token, distributor))
another = machine(chain_id + 1)
print("on another chain:", refused(deploy, another, "Distributor", deploy(another, "Token", total, 0), root, chain_id))
