"""The only place where the two schemes meet.

* `hazards`: an assault proposes a hazard at its place; co-response asks for it by its own port.
* `missions`: a co-responder who is assaulted on a job finds the report filled in.
* `exposure`: what adds up over both schemes. It brings offers of support and never a refusal:
  neither scheme has a port by which it could ask.
"""
