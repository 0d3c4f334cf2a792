# pragma version 0.4.3
# The least that an ERC-20 needs for a claim. Whoever deploys it has all of it.

event Transfer:
    sender: indexed(address)
    receiver: indexed(address)
    amount: uint256

decimals: public(immutable(uint8))
totalSupply: public(immutable(uint256))
balanceOf: public(HashMap[address, uint256])


@deploy
def __init__(supply: uint256, places: uint8):
    decimals = places
    totalSupply = supply
    self.balanceOf[msg.sender] = supply
    log Transfer(sender=empty(address), receiver=msg.sender, amount=supply)


@external
def transfer(receiver: address, amount: uint256) -> bool:
    self.balanceOf[msg.sender] -= amount
    self.balanceOf[receiver] += amount
    log Transfer(sender=msg.sender, receiver=receiver, amount=amount)
    return True
