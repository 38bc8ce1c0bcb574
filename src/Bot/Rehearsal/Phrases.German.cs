namespace CoCreateBot.Bot.Rehearsal;

sealed partial record Phrases
{
    static readonly Phrases German = new(
        [
            "Wie wird die Bibliothek ein Ort für alle?", "Wie können wir uns weniger treffen und mehr entscheiden?",
            "Was würde diesen Ort Ihre Zeit wert machen?",
        ],
        [
            "Längere Öffnungszeiten", "Ein ruhiger Raum", "Werkzeug zum Ausleihen", "Eine Rampe", "Besserer Kaffee", "Spieleabend", "Neue Stühle",
        ],
        [
            "An zwei Tagen eine Stunde früher öffnen", "Ein Tisch am Fenster für alle, die allein arbeiten",
            "Auch Werkzeug verleihen, nicht nur Bücher", "Ein Regal mit Büchern, die Nachbarn empfehlen",
            "Einmal im Monat Filme in der eigenen Sprache zeigen", "Ruhezeiten, in denen es wirklich ruhig ist",
            "Eine Ecke, in der Kinder laut sein dürfen", "Samstags gemeinsam Dinge reparieren", "Kaffee zu einem Preis, den alle zahlen können",
            "Schilder in einfacher Sprache schreiben", "Jugendliche fragen, was sie brauchen", "Eine Rampe an der Hintertür",
            "Musikinstrumente verleihen", "Auf jedem Stockwerk eine Person nennen, die man fragen kann",
            "Eine Wand, an die jeder einen Wunsch heften darf", "Einander in einer halben Stunde etwas beibringen", "Schließfächer für Taschen",
            "Ältere Schüler helfen bei den Hausaufgaben", "Ein einfacher Plan, was wo ist", "Bücher zu Menschen bringen, die nicht kommen können",
            "Keine Gebühren mehr für verspätete Rückgabe", "Mehr Steckdosen an den langen Tischen", "Eine Bank vor der Tür",
            "Pflanzen, um die sich Besucher kümmern", "Im Frühling Samen tauschen", "Neuen am ersten Tag erklären, wie es geht",
            "Ein Spieleabend in der Woche", "Gruppen buchen einen Raum am Telefon", "Vorlesen für Menschen, die schlecht sehen",
            "Ein Schreibtisch für Hilfe mit Papieren", "Öffentlich Danke sagen", "Kürzere Treffen mit einer Tagesordnung",
            "Beschlüsse dort aufschreiben, wo alle sie lesen", "Zwei Wochen ausprobieren, dann entscheiden", "Die fragen, die nie kommen",
            "Die Schlüssel auf mehr Menschen verteilen", "Ein Bildschirm, der zeigt, was heute los ist", "Lastenräder zum Ausleihen",
            "Die Schule nebenan einladen", "Ein Tag, an dem nichts geplant ist", "Die besten Plätze dort, wo es warm ist",
            "Wichtiges in großer Schrift drucken", "Eine Liste, wer was kann", "Über neue Anschaffungen abstimmen",
            "Mit einer Runde beginnen, in der alle sprechen", "Kleine Erfolge feiern", "Weniger Formulare, und kürzere", "Am Empfang abwechseln",
            "Die Website muss auf einem alten Telefon gehen", "Ein Kasten für Fragen ohne Namen", "Menschen zusammenbringen, die sich nicht kennen",
            "Einmal hindurchgehen wie ein Besucher", "Im Sommer den Hof öffnen", "Ein Kurs in Gebärdensprache",
            "Die Tür offen lassen, wenn die Sonne scheint", "Wasser und Gläser für alle", "Von der Stadt lernen, die es voriges Jahr gemacht hat",
            "Zählen, wie viele wiederkommen", "Den Drucker an den Eingang stellen", "Vereinbaren, womit wir aufhören",
        ],
        [
            "für den Anfang", "ab dem nächsten Monat", "und schauen, wer kommt", "wenn zwei von uns sich kümmern", "mit den Nachbarn",
            "noch vor dem Sommer", "als kleiner Versuch", "weil viele danach fragen", "und es allen sagen", "ohne viel auszugeben",
        ],
        [
            "Zeit", "Platz", "Menschen", "Licht", "Regeln", "Geld", "Ruhe", "Vertrauen", "Werkzeug", "Lärm", "Zugang", "Gewohnheiten",
        ]);
}
