"""Well-known sites by kind: registered names, or hosts where a part differs from its whole.

Written by hand from what the publishers say of themselves. A name stands for all hosts under it; the
longest wins. Hosts of public suffixes (.gov, .mil, .edu, gov.uk) need no entry unless the suffix misleads.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wellsourced.model.sources import SourceKind
from wellsourced.text.wordlists import words

__all__ = ["KNOWN_SITES"]

_LAW = """
congress.gov govinfo.gov ecfr.gov federalregister.gov uscode.house.gov legislation.gov.uk eur-lex.europa.eu
law.cornell.edu law.justia.com codes.findlaw.com constitution.congress.gov legiscan.com municode.com
library.municode.com amlegal.com codelibrary.amlegal.com ecode360.com codepublishing.com casetext.com
malegislature.gov nysenate.gov ilga.gov capitol.texas.gov leginfo.legislature.ca.gov openstates.org
lawphil.net bailii.org austlii.edu.au canlii.org legifrance.gouv.fr gesetze-im-internet.de
laws-lois.justice.gc.ca
"""
_COURT = """
supremecourt.gov uscourts.gov courtlistener.com supreme.justia.com pacer.gov nycourts.gov supremecourt.uk
courts.ca.gov txcourts.gov flcourts.gov curia.europa.eu hudoc.echr.coe.int echr.coe.int icj-cij.org
icc-cpi.int bundesverfassungsgericht.de scc-csc.ca hcourt.gov.au judiciary.uk
caselaw.nationalarchives.gov.uk
"""
_GOVERNMENT = """
si.edu un.org who.int worldbank.org imf.org oecd.org nato.int europa.eu iaea.org ilo.org unesco.org
unicef.org federalreserve.gov usps.com fbi.gov ice.gov dhs.gov cbp.gov justice.gov canada.ca gc.ca
aglizmurrill.com
westpoint.edu usna.edu usafa.edu nga.mil army.mil bundestag.de bundesregierung.de elysee.fr ecb.europa.eu
"""
_NEWS = """
apnews.com reuters.com afp.com upi.com bloomberg.com npr.org pbs.org nytimes.com washingtonpost.com wsj.com
usatoday.com latimes.com chicagotribune.com bostonglobe.com sfchronicle.com houstonchronicle.com
dallasnews.com miamiherald.com inquirer.com seattletimes.com denverpost.com startribune.com oregonlive.com
nola.com ajc.com mercurynews.com sacbee.com azcentral.com freep.com detroitnews.com cleveland.com
dispatch.com baltimoresun.com newsday.com nypost.com nydailynews.com tampabay.com orlandosentinel.com
sun-sentinel.com charlotteobserver.com newsobserver.com statesman.com expressnews.com star-telegram.com
kansascity.com stltoday.com jsonline.com indystar.com courier-journal.com tennessean.com
commercialappeal.com sltrib.com deseret.com reviewjournal.com post-gazette.com courant.com
providencejournal.com pressherald.com omaha.com desmoinesregister.com texastribune.org calmatters.org
propublica.org themarshallproject.org stateline.org kffhealthnews.org thecity.nyc gothamist.com
voiceofsandiego.org wbur.org wnyc.org kqed.org opb.org kpbs.org laist.com cnn.com foxnews.com nbcnews.com
cbsnews.com abcnews.go.com abcnews.com msnbc.com cnbc.com newsweek.com time.com theatlantic.com
newyorker.com politico.com politico.eu thehill.com axios.com rollcall.com vox.com slate.com salon.com
huffpost.com buzzfeednews.com businessinsider.com forbes.com fortune.com economist.com ft.com
motherjones.com thenation.com nationalreview.com reason.com theintercept.com semafor.com thedailybeast.com
newrepublic.com washingtonexaminer.com washingtontimes.com breitbart.com dailycaller.com newsmax.com
documentedny.com theguardian.com bbc.com bbc.co.uk independent.co.uk telegraph.co.uk thetimes.co.uk
thetimes.com dailymail.co.uk mirror.co.uk express.co.uk thesun.co.uk sky.com channel4.com irishtimes.com
rte.ie scotsman.com cbc.ca ctvnews.ca globalnews.ca theglobeandmail.com thestar.com nationalpost.com
abc.net.au smh.com.au theage.com.au theaustralian.com.au nzherald.co.nz stuff.co.nz rnz.co.nz aljazeera.com
dw.com france24.com lemonde.fr lefigaro.fr liberation.fr spiegel.de zeit.de faz.net sueddeutsche.de welt.de
tagesschau.de taz.de nzz.ch derstandard.at orf.at elpais.com elmundo.es corriere.it repubblica.it ansa.it
nrc.nl volkskrant.nl svt.se dn.se nrk.no dr.dk yle.fi euronews.com haaretz.com timesofisrael.com jpost.com
thehindu.com indianexpress.com hindustantimes.com timesofindia.indiatimes.com ndtv.com dawn.com scmp.com
straitstimes.com channelnewsasia.com japantimes.co.jp asahi.com mainichi.jp nhk.or.jp kyodonews.net
koreaherald.com koreatimes.co.kr yna.co.kr rappler.com inquirer.net bangkokpost.com jakartapost.com
vnexpress.net punchng.com premiumtimesng.com nation.africa mg.co.za news24.com dailymaverick.co.za
folha.uol.com.br oglobo.globo.com globo.com clarin.com lanacion.com.ar eluniversal.com.mx
kyivindependent.com meduza.io law360.com law.com scotusblog.com courthousenews.com bloomberglaw.com
insideclimatenews.org statnews.com
"""
_ADVOCACY = """
aclu.org nilc.org ilrc.org immigrantjustice.org immigrationforum.org americanimmigrationcouncil.org aila.org
immigrantdefenseproject.org nationalimmigrationproject.org fairus.org cis.org numbersusa.com irli.org
heritage.org cato.org americanprogress.org aei.org epi.org cbpp.org manhattan-institute.org hoover.org
brennancenter.org splcenter.org adl.org naacp.org naacpldf.org lambdalegal.org hrc.org glaad.org eff.org
epic.org hrw.org amnesty.org amnestyusa.org humanrightsfirst.org reprieve.org oxfam.org greenpeace.org
sierraclub.org nrdc.org edf.org earthjustice.org 350.org foe.org peta.org nra.org everytown.org giffords.org
bradyunited.org plannedparenthood.org prochoiceamerica.org nrlc.org sbaprolife.org afsc.org maldef.org
lulac.org unidosus.org weareunidosus.org commoncause.org judicialwatch.org publiccitizen.org adflegal.org
ij.org pacificlegal.org fairvote.org aarp.org uschamber.com aflcio.org seiu.org nea.org aft.org gop.com
democrats.org lwv.org openthegovernment.org sentencingproject.org vera.org innocenceproject.org
"""
_ACADEMIC = """
nature.com science.org sciencemag.org thelancet.com nejm.org jamanetwork.com bmj.com cell.com pnas.org
plos.org sciencedirect.com springer.com link.springer.com wiley.com onlinelibrary.wiley.com tandfonline.com
sagepub.com academic.oup.com cambridge.org jstor.org arxiv.org medrxiv.org biorxiv.org ssrn.com doi.org
frontiersin.org mdpi.com ieee.org acm.org aps.org rsc.org acs.org annualreviews.org nber.org iza.org
semanticscholar.org pubmed.ncbi.nlm.nih.gov ncbi.nlm.nih.gov europepmc.org cochranelibrary.com cochrane.org
zenodo.org osf.io rand.org urban.org brookings.edu brookings.org pewresearch.org migrationpolicy.org
tracreports.org trac.syr.edu kff.org ppic.org mpg.de cnrs.fr csiro.au harvardlawreview.org
yalelawjournal.org nationalacademies.org
"""
_REFERENCE = """
wikipedia.org wikidata.org wiktionary.org wikisource.org wikimedia.org britannica.com merriam-webster.com
dictionary.com oed.com collinsdictionary.com ballotpedia.org votesmart.org opensecrets.org oyez.org
plato.stanford.edu encyclopedia.com worldatlas.com nationsonline.org infoplease.com investopedia.com
mayoclinic.org medlineplus.gov ourworldindata.org statista.com gutenberg.org loc.gov avalon.law.yale.edu
presidency.ucsb.edu imdb.com snl.no larousse.fr duden.de geonames.org openstreetmap.org
"""
_SOCIAL = """
twitter.com x.com facebook.com fb.com instagram.com threads.net threads.com tiktok.com youtube.com youtu.be
reddit.com linkedin.com pinterest.com tumblr.com snapchat.com telegram.org t.me discord.com discord.gg
quora.com truthsocial.com gab.com parler.com gettr.com rumble.com bitchute.com odysee.com mastodon.social
bsky.app vk.com weibo.com 4chan.org 8kun.top news.ycombinator.com nextdoor.com whatsapp.com twitch.tv
vimeo.com stackexchange.com stackoverflow.com
"""
_FACT_CHECK = """
snopes.com politifact.com factcheck.org fullfact.org leadstories.com factcheck.afp.com factuel.afp.com
checkyourfact.com africacheck.org altnews.in boomlive.in factly.in correctiv.org mimikama.org maldita.es
newtral.es chequeado.com aosfatos.org lupa.uol.com.br pagellapolitica.it faktisk.no faktograf.hr
demagog.org.pl teyit.org verificat.cat sciencefeedback.co climatefeedback.org healthfeedback.org
truthorfiction.com hoax-slayer.net factcheckni.org factchecker.in logicallyfacts.com
"""

_BY_KIND = (
    (SourceKind.LAW, _LAW),
    (SourceKind.COURT, _COURT),
    (SourceKind.GOVERNMENT, _GOVERNMENT),
    (SourceKind.NEWS, _NEWS),
    (SourceKind.ADVOCACY, _ADVOCACY),
    (SourceKind.ACADEMIC, _ACADEMIC),
    (SourceKind.REFERENCE, _REFERENCE),
    (SourceKind.SOCIAL, _SOCIAL),
    (SourceKind.FACT_CHECK, _FACT_CHECK),
)

KNOWN_SITES: Mapping[str, SourceKind] = MappingProxyType(
    {site: kind for kind, sites in _BY_KIND for site in words(sites)}
)
