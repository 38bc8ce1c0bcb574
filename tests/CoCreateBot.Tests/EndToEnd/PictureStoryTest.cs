using System.IO.Compression;
using CoCreateBot.Tests.Bot.Venues.Web.Pictures;
using CoCreateBot.Tests.Cards.Html;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoCreateBot.Tests.EndToEnd;

/// <summary>Three people give ideas as pictures: from a German phone at night, without script, and with a keyboard; and see each other's.</summary>
public sealed class PictureStoryTest(Chromium chromium) : IClassFixture<Chromium>
{
    const string Asked = "What would brighten the square?";
    const string Bench = "A red bench that goes round the old tree";
    const string Lamp = "A lamp like this one";

    readonly Screens screens = new("pictures");

    [Fact]
    public async Task Pictures_with_words_go_from_a_phone_to_the_sheets_of_others_and_to_the_gallery()
    {
        await using var bot = await BotProcess.StartAsync();
        var browsers = new Browsers(chromium);
        var ann = new KeyboardGuest(await browsers.DeskAsync(), "Ann");
        var phone = new TouchGuest(await browsers.PhoneAsync("de-DE", 740, ColorScheme.Dark), "Dora");
        var layla = new ScriptlessGuest(await browsers.DeskAsync(hasScript: false), "ليلى");
        await StartAsync(bot, ann, phone, layla);

        await GivePhotographAsync(phone);
        await GiveWithoutScriptAsync(layla);
        await ReadAsync(ann);
        await ann.PressAsync(ann.Page.Locator(".console button[value*='|close|']"));

        await Expect(phone.Card(Asked).Locator("img")).ToHaveCountAsync(2); // nobody reloaded anything
        await IsDrawnAsync(phone.Card(Asked).Locator($"img[alt='{Bench}']"), 1600);
        await IsDrawnAsync(phone.Card(Asked).Locator($"img[alt='{Lamp}']"), 16); // 24, but its photograph was taken upright: that is still known
        await RoomReading.FitsAsync(phone.Page);
        await RoomReading.IsAccessibleAsync(phone.Page);
        await screens.TakeAsync(phone.Page, "gallery-phone-dark");
        await screens.TakeAsync(ann.Page, "gallery");
        Assert.Empty(browsers.Complaints);
    }

    static async Task StartAsync(BotProcess bot, Guest ann, params Guest[] others)
    {
        await ann.Page.GotoAsync(bot.Address.ToString());
        await ann.SendAsync(ann.Page.Locator("form[action='/rooms'] button"));
        await ann.Page.Locator("#join").WaitForAsync();
        var room = new Uri(ann.Page.Url);
        foreach (var guest in others.Prepend(ann))
        {
            await guest.EnterAsync(room);
        }

        await ann.WriteAsync(ann.Page.Locator("#command [name=text]"), $"brainwrite \"{Asked}\" for 2h");
        await ann.SendAsync(ann.Page.Locator("#command button"));
    }

    async Task GivePhotographAsync(Guest phone)
    {
        await phone.Card(Asked).WaitForAsync();
        var sheet = new Sheet(phone);
        await sheet.TakeAsync();
        await sheet.WriteAsync(Bench);
        var input = phone.Page.Locator("input[name=picture-1]");
        await input.SetInputFilesAsync(new FilePayload { Name = "IMG_0001.png", MimeType = "image/png", Buffer = Noise(2400, 1800) });
        await phone.Page.WaitForFunctionAsync("() => document.querySelector('[name=picture-1]').files[0].type === 'image/jpeg'"); // it became smaller
        await RoomReading.FitsAsync(phone.Page);
        await RoomReading.IsAccessibleAsync(phone.Page);
        await screens.TakeAsync(phone.Page, "sheet-phone-dark");
        await sheet.HandInAsync();
        await phone.PressAsync(phone.Page.Locator(".mine details", new() { Has = phone.Page.Locator("[name=no-picture-1]") }).Locator("summary"));
        await IsDrawnAsync(phone.Page.Locator($".mine img[alt='{Bench}']"), 1600);
        await screens.TakeAsync(phone.Page, "given-phone-dark");
    }

    async Task GiveWithoutScriptAsync(Guest layla)
    {
        await layla.LookAsync();
        var sheet = new Sheet(layla);
        await sheet.TakeAsync();
        await sheet.WriteAsync(Lamp);
        await layla.Page.Locator("input[name=picture-1]").SetInputFilesAsync(
            new FilePayload { Name = "notes.svg", MimeType = "image/svg+xml", Buffer = "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray() });
        await layla.SendAsync(layla.Page.Locator("form.form button[name=press]").First);
        await Expect(layla.Page.Locator("[name=idea-1]").First).ToHaveValueAsync(Lamp); // refused, and nothing that was typed is lost
        await Expect(layla.Page.Locator(".field.wrong .error")).ToBeVisibleAsync();
        await screens.TakeAsync(layla.Page, "refused-without-script");
        await layla.Page.Locator("input[name=picture-1]").First.SetInputFilesAsync(
            new FilePayload { Name = "IMG_0002.jpg", MimeType = "image/jpeg", Buffer = SamplePictures.Chatty(SamplePictures.Jpeg) });
        await sheet.HandInAsync();
    }

    async Task ReadAsync(Guest ann)
    {
        var sheet = new Sheet(ann);
        await sheet.TakeAsync();
        await sheet.WriteAsync("Chairs to move about");
        await sheet.HandInAsync();
        await sheet.TakeAsync(); // now one of another's
        var picture = ann.Page.Locator(".mine form.form dl.facts img").First;
        await picture.WaitForAsync();
        await IsDrawnAsync(picture, width: null);
        await RoomReading.IsAccessibleAsync(ann.Page);
        await screens.TakeAsync(ann.Page, "sheet-with-a-picture");
    }

    /// <summary>The browser has it and could read it. Far down it is fetched only when somebody comes near.</summary>
    static async Task IsDrawnAsync(ILocator picture, int? width)
    {
        await picture.ScrollIntoViewIfNeededAsync();
        var drawn = await picture.EvaluateAsync<int>("async one => { await one.decode(); return one.naturalWidth; }");
        Assert.True(width is { } expected ? drawn == expected : drawn > 0, $"It is {drawn} wide.");
    }

    /// <summary>A PNG of many bytes, as a camera's picture has.</summary>
    static byte[] Noise(int width, int height)
    {
        var (rows, random) = (new byte[height * (1 + (width * 3))], new Random(20261122));
        random.NextBytes(rows);
        for (var y = 0; y < height; y++)
        {
            var row = rows.AsSpan(y * (1 + (width * 3)), 1 + (width * 3));
            row[0] = 0; // no filter
            row[1..].Slice(0, width * 2).Fill((byte)(y * 255 / height)); // most of it calm, so that the file is no larger than it may be
        }

        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(rows);
        }

        byte[] header = [0, 0, (byte)(width >> 8), (byte)width, 0, 0, (byte)(height >> 8), (byte)height, 8, 2, 0, 0, 0];
        return
        [
            .. SamplePictures.Png[..8], .. SamplePictures.Chunk("IHDR", header), .. SamplePictures.Chunk("IDAT", packed.ToArray()),
            .. SamplePictures.Chunk("IEND", []),
        ];
    }
}
