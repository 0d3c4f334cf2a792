# pragma version 0.4.3
# Pays each claim of an OpenZeppelin standard-v1 tree over (address, uint256) once, on one chain.

interface Token:
    def transfer(receiver: address, amount: uint256) -> bool: nonpayable

event Claimed:
    account: indexed(address)
    amount: uint256

token: public(immutable(address))
root: public(immutable(bytes32))
isClaimed: public(HashMap[address, bool])


@deploy
def __init__(paid: address, claims: bytes32, chain_id: uint256):
    assert chain.id == chain_id, "wrong chain"
    token = paid
    root = claims


@external
def claim(account: address, amount: uint256, proof: DynArray[bytes32, 64]):
    assert not self.isClaimed[account], "claimed already"
    node: bytes32 = keccak256(keccak256(abi_encode(account, amount)))
    for sibling: bytes32 in proof:
        if convert(node, uint256) <= convert(sibling, uint256):
            node = keccak256(concat(node, sibling))
        else:
            node = keccak256(concat(sibling, node))
    assert node == root, "wrong proof"
    self.isClaimed[account] = True
    assert extcall Token(token).transfer(account, amount)
    log Claimed(account=account, amount=amount)
