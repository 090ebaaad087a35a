"""Invented names for a whole force. Drawn for everybody alike: a name says nothing about anyone."""

from typing import Final

from outrider.demo.names import FAMILY, GIVEN

MORE_GIVEN: Final = (
    "Abigail", "Adil", "Aled", "Anita", "Beatriz", "Ben", "Bronwen", "Caleb", "Chloe", "Cian",
    "Daniel", "Darcey", "Dina", "Edie", "Ellis", "Esme", "Farid", "Finn", "Freya", "Georgia",
    "Gwen", "Hamza", "Harriet", "Hugo", "Ines", "Isla", "Jacob", "Jamila", "Joel", "Jude",
    "Katya", "Kieran", "Lara", "Leo", "Maeve", "Marcus", "Megan", "Milo", "Nia", "Niall",
    "Oliver", "Orla", "Padma", "Poppy", "Ravi", "Rebecca", "Rory", "Ruth", "Saoirse", "Seth",
    "Sofia", "Stefan", "Tariq", "Tess", "Toby", "Uma", "Vikram", "Will", "Yasmin", "Zara",
)  # fmt: skip

MORE_FAMILY: Final = (
    "Achebe", "Aldous", "Amberley", "Anstey", "Arkwright", "Ashcombe", "Attwell", "Babbage",
    "Balogun", "Banwell", "Barrowby", "Beddoes", "Bellweather", "Bisset", "Blackmore", "Bramley",
    "Brightwell", "Broadbent", "Burnaby", "Cadwell", "Calder", "Carrow", "Catterick", "Chaudhry",
    "Chilcott", "Clevedon", "Cobbold", "Colquhoun", "Corran", "Cottrell", "Cranleigh", "Crewe",
    "Culpepper", "Dacre", "Daubney", "Delamere", "Denholm", "Desai", "Dewhurst", "Dockery",
    "Drummond", "Duxbury", "Eddowes", "Egerton", "Ellwood", "Emberton", "Ettrick", "Everdene",
    "Fairbrother", "Farleigh", "Fernsby", "Fielding", "Fosdyke", "Gadsby", "Garside", "Gilmartin",
    "Glanville", "Goodacre", "Grantley", "Greenhalgh", "Gulliver", "Hadleigh", "Halloran",
    "Hartnell", "Haverhill", "Hawtrey", "Henshall", "Hollis", "Holroyd", "Hussain", "Ibbotson",
    "Idowu", "Ingleby", "Ives", "Jardine", "Jephcott", "Kavanagh", "Kearsley", "Kelland",
    "Kettering", "Khatri", "Kilbride", "Kingscote", "Lambourne", "Langdale", "Latimer", "Leckie",
    "Lenthall", "Lindisfarne", "Lockyer", "Lubbock", "Mallory", "Mandeville", "Marchbank",
    "Maskell", "Mehta", "Melrose", "Mensah", "Merriman", "Millbrook", "Moncrieff", "Mulgrew",
    "Napier", "Nethercott", "Newbolt", "Nkemelu", "Norbury", "Oakeshott", "Ogilvie", "Olivier",
    "Onslow", "Osgood", "Padgett", "Parfitt", "Pemberton", "Pennington", "Petrov", "Pickersgill",
    "Pomeroy", "Prendergast", "Quayle", "Radley", "Rainsford", "Redfern", "Renshaw", "Ridgeway",
    "Rosewarne", "Rowntree", "Sackville", "Saltmarsh", "Sandys", "Savile", "Seabrook", "Selwyn",
    "Sharma", "Shelford", "Sinnott", "Skelton", "Somerton", "Standish", "Stanhope", "Stokoe",
    "Sunderland", "Swinburn", "Tandy", "Tattersall", "Thackray", "Thorne", "Tindall", "Tolland",
    "Trelawney", "Tunstall", "Uppal", "Usborne", "Vaisey", "Verney", "Vickery", "Wadsworth",
    "Walcott", "Warburton", "Westcott", "Wetherby", "Whitcroft", "Wilbraham", "Winstanley",
    "Wolstenholme", "Woodruff", "Wraxall", "Yarrow", "Yeo", "Zielinski",
)  # fmt: skip

ALL_GIVEN: Final = GIVEN + MORE_GIVEN
ALL_FAMILY: Final = FAMILY + MORE_FAMILY
