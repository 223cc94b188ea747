using System.Runtime.CompilerServices;

// Databases render their rows as the text that the order reader takes, and feed it into the same reading.
[assembly: InternalsVisibleTo("ClvPredict.Data.Sql")]
