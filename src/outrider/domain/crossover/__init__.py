"""The pure rules of where the schemes meet: hazards at places, and support after what adds up."""
