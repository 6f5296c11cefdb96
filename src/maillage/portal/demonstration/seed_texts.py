"""What each organisation of the seed does, in our own words. Slug → language → sentences."""

TEXTS = {
    "ipam": {
        "fr": "<p>Réseau de solidarité internationale qui veut tenir ensemble la réflexion et l’action. Il fait se "
        "rencontrer celles et ceux qui luttent, ouvre des débats et des formations, soutient des mouvements en France "
        "et ailleurs, et appuie des campagnes : il en relaie les appels ou les signe. Il préfère mettre en commun "
        "plutôt que se faire concurrence, et travaille avec d’autres réseaux de l’altermondialisme. Sa carte partenariale réunit des associations, des mouvements et des syndicats en "
        "France, en Europe et au-delà.</p>",
        "en": "<p>A network of international solidarity that holds thinking and acting together. It brings people in "
        "struggle into contact, runs debates and trainings, stands by movements in France and elsewhere, and supports "
        "campaigns by relaying or signing their calls. It would rather pool than compete, and works with the other "
        "networks of the movement for another globalisation. Its partner map gathers associations, movements and unions in "
        "France, in Europe and beyond.</p>",
    },
    "cicp": {
        "fr": "<p>Maison commune née pour donner des moyens aux associations qui soutiennent les luttes de libération "
        "nationale, défendent les droits humains et sont solidaires des travailleurs immigrés. Elle met à la "
        "disposition d’associations, de mouvements sociaux et de centres de formation des moyens matériels, techniques "
        "et logistiques pour se réunir, s’exprimer et agir. Chaque association y reste entièrement maîtresse de ses "
        "buts et de ses positions.</p>",
        "en": "<p>A shared house, born to give means to associations that back national liberation struggles, defend "
        "human rights and stand with immigrant workers. It offers associations, social movements and training centres "
        "the material, technical and logistical means to meet, speak out and act. Each association remains wholly "
        "in charge of its aims and positions.</p>",
    },
    "crid": {
        "fr": "<p>Regroupement d’associations françaises de solidarité internationale qui partagent une idée du "
        "développement : humain, solidaire, durable, porté par des sociétés civiles fortes. Ses membres travaillent "
        "avec des organisations du Sud et d’Europe de l’Est, mènent en France un travail d’éducation au développement "
        "et portent ensemble des campagnes de plaidoyer.</p>",
        "en": "<p>A grouping of French international solidarity associations that share one idea of development: "
        "human, fair, lasting, carried by strong civil societies. Its members work with organisations of the South "
        "and of Eastern Europe, do development education in France, and lead advocacy campaigns together.</p>",
    },
    "no-vox": {
        "fr": "<p>Réseau d’associations et de mouvements qui mènent des luttes sociales concrètes, sur le terrain. On y "
        "échange expériences, pratiques et analyses, et l’on s’y soutient d’un pays à l’autre. Il est présent en "
        "Europe, en Afrique de l’Ouest, en Angola, au Québec, au Brésil, en Inde et au Japon, entre autres : la liste "
        "reste ouverte.</p>",
        "en": "<p>A network of associations and movements that lead social struggles on the ground. They exchange "
        "experience, practices and analyses there, and back one another from country to country. It is present in "
        "Europe, West Africa, Angola, Quebec, Brazil, India and Japan, among others: the list is open.</p>",
    },
    "attac": {
        "fr": "<p>Association qui agit pour la justice sociale et environnementale et refuse l’emprise de la finance sur "
        "les peuples et sur la nature. Elle défend des alternatives et veut placer banques et multinationales sous le "
        "contrôle des citoyennes et des citoyens. Elle appartient à un réseau international qui porte le même nom.</p>",
        "en": "<p>An association for social and environmental justice that refuses the hold of finance over peoples and "
        "nature. It promotes alternatives and wants banks and multinationals under the control of citizens. It "
        "belongs to an international network of the same name.</p>",
    },
    "migreurop": {
        "fr": "<p>Réseau d’associations, de militantes et militants et de chercheuses et chercheurs. Il documente et "
        "dénonce les politiques qui tiennent à l’écart les personnes en migration : camps, expulsions, frontières "
        "fermées, contrôles que l’Union européenne et ses États délèguent à d’autres pays. Il défend les droits des "
        "personnes exilées et la liberté de circuler et de s’installer.</p>",
        "en": "<p>A network of associations, activists and researchers. It documents and denounces the policies that "
        "push people on the move aside: camps, expulsions, closed borders, and controls that the European Union and "
        "its states hand over to other countries. It defends the rights of people in exile and the freedom to move "
        "and to settle.</p>",
    },
    "fondation-pour-un-autre-monde": {
        "fr": "<p>Fondation qui finance et accompagne des collectifs, associations, réseaux et mouvements, là où ils "
        "imaginent, essaient et préparent un monde de droits égaux. Elle aide des projets citoyens, en France et "
        "ailleurs, à passer de l’idée à la réalisation.</p>",
        "en": "<p>A foundation that funds and accompanies collectives, associations, networks and movements where they "
        "imagine, try out and prepare a world of equal rights. It helps citizens’ projects, in France and elsewhere, "
        "to go from idea to realisation.</p>",
    },
}
