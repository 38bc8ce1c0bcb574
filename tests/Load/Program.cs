Console.WriteLine("There is nothing to load yet.");
